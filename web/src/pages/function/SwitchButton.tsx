/** Starts a function that does not run, or stops one that does. */

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { functionsQuery, isInMotion, switchFunction } from "@/api/functions";
import { asProblem } from "@/api/problem";
import type { DeployedFunction } from "@/api/types";
import { statusOf } from "@/model/status";

export function SwitchButton({ found }: { found: DeployedFunction }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const on = statusOf(found.status.state) !== "ready";
  const change = useMutation({
    mutationFn: () => switchFunction(found.metadata.name, on),
    onSuccess: () => queries.invalidateQueries({ queryKey: functionsQuery.queryKey }),
    onError: (error) =>
      notifications.show({ color: "red", title: t("function.switchFailed"), message: asProblem(error).message }),
  });
  return (
    <Button
      variant="default"
      leftSection={on ? <IconPlayerPlay size={15} /> : <IconPlayerStop size={15} />}
      disabled={isInMotion(found)}
      loading={change.isPending}
      onClick={() => change.mutate()}
    >
      {t(on ? "function.start" : "function.stop")}
    </Button>
  );
}
