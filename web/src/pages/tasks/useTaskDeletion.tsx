/** Deletes a task after asking, and says so. */

import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { deleteTask } from "@/api/tasks";
import type { Task } from "@/api/types";
import { confirmDeletion } from "@/ui/confirmDeletion";

export function useTaskDeletion(onDeleted: () => void = () => {}): (task: Task) => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: (task: Task) => deleteTask(task.id),
    onSuccess: (_, task) => {
      notifications.show({ message: t("tasks.deleted", { name: task.name }) });
      void queries.invalidateQueries({ queryKey: ["tasks"] });
      onDeleted();
    },
    onError: (error, task) =>
      notifications.show({
        color: "red",
        title: t("tasks.deleteFailed", { name: task.name }),
        message: asProblem(error).message,
      }),
  });
  return (task) =>
    confirmDeletion({
      title: t("tasks.deleteTitle", { name: task.name }),
      text: t("tasks.deleteText", { count: task.size ?? 0 }),
      confirm: t("tasks.delete"),
      cancel: t("common.cancel"),
      onConfirm: () => deletion.mutate(task),
    });
}
