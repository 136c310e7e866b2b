/** Whether a run begins with an empty task; says what would be lost, and what happens otherwise. */

import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { statisticsQuery } from "@/api/tasks";
import { objectsOf } from "@/model/statistics";

type Props = { task: number; checked: boolean; onChange(checked: boolean): void };

export function CleanupSwitch({ task, checked, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(statisticsQuery(task));
  const { objects, byPeople } = objectsOf(data?.labels ?? []);
  if (objects === 0) return null;
  return (
    <Switch
      label={t("annotate.cleanup", { count: objects })}
      description={checked ? t("annotate.cleanupOn", { count: byPeople }) : t("annotate.cleanupOff")}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
