/** How many objects there are of each label, and how many of them a model made. */

import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TaskStatistics } from "@/api/types";
import { count } from "@/model/quantity";
import { byModel } from "@/model/statistics";
import { LabelName } from "@/ui/LabelName";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import classes from "./ClassCounts.module.css";

export function ClassCounts({ statistics }: { statistics: UseQueryResult<TaskStatistics> }) {
  const { t } = useTranslation();
  const { data, error } = statistics;
  if (error) {
    return <ProblemNotice what={t("task.countsFailed")} error={error} onRetry={() => statistics.refetch()} />;
  }
  if (!data) return <RowSkeletons rows={3} />;
  const most = Math.max(1, ...data.labels.map((label) => label.objects));
  return (
    <>
      <Text size="xs" c="dimmed" px="md" pt="sm" className="numbers">
        {t("task.annotatedFrames", { done: data.annotated_frames, count: data.frames })}
      </Text>
      {data.labels.length === 0 && (
        <Text c="dimmed" p="md">
          {t("task.noLabels")}
        </Text>
      )}
      <ul className={classes.list}>
        {data.labels.map((label) => (
          <li key={label.label_id} className={classes.row}>
            <LabelName color={label.color}>{label.name}</LabelName>
            <span className={classes.number}>
              {count(label.objects)}
              {byModel(label) > 0 && <span className={classes.auto}>{t("task.auto", { count: byModel(label) })}</span>}
            </span>
            <span className={classes.bar}>
              <span style={{ width: `${(label.objects / most) * 100}%`, background: label.color }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
