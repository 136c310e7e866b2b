/** Deletes a function after asking, and says so. */

import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deleteFunction, functionsQuery } from "@/api/functions";
import { asProblem } from "@/api/problem";
import { confirmDeletion } from "@/ui/confirmDeletion";

export function useFunctionDeletion(onDeleted: () => void = () => {}): (name: string) => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: deleteFunction,
    onSuccess: (_, name) => {
      notifications.show({ message: t("functions.deleted", { name }) });
      onDeleted();
      void queries.invalidateQueries({ queryKey: functionsQuery.queryKey, exact: true });
    },
    onError: (error, name) =>
      notifications.show({
        color: "red",
        title: t("functions.deleteFailed", { name }),
        message: asProblem(error).message,
      }),
  });
  return (name) =>
    confirmDeletion({
      title: t("functions.deleteTitle", { name }),
      text: t("functions.deleteText"),
      confirm: t("functions.delete"),
      cancel: t("common.cancel"),
      onConfirm: () => deletion.mutate(name),
    });
}
