/** The model's labels on the left, the task's on the right; those without a partner come first. */

import { Select, Text } from "@mantine/core";
import { IconAlertCircle, IconArrowRight } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Label } from "@/api/types";
import { type Row, unmappedFirst } from "@/model/mapping";
import { Swatch } from "./LabelName";
import classes from "./MappingTable.module.css";

type Props = {
  rows: readonly Row[];
  labels: readonly Label[];
  onChange(modelLabel: string, taskLabel: string | null): void;
};

const IGNORE = "";

export function MappingTable({ rows, labels, onChange }: Props) {
  const { t } = useTranslation();
  const order = useFirstOrder(rows);
  const shown = order.flatMap((name) => rows.find((row) => row.modelLabel === name) ?? []);
  const unmapped = rows.filter((row) => row.taskLabel === null).length;
  return (
    <div>
      <div className={classes.head}>
        <Text fw={600}>{t("mapping.model")}</Text>
        <span />
        <Text fw={600}>{t("mapping.task")}</Text>
      </div>
      {rows.length === 0 && <Text c="dimmed">{t("mapping.noModelLabels")}</Text>}
      <ul className={classes.list} aria-label={t("mapping.title")}>
        {shown.map((row) => (
          <li key={row.modelLabel} className={classes.row} data-unmapped={row.taskLabel === null || undefined}>
            <span className={classes.model}>{row.modelLabel}</span>
            <IconArrowRight size={14} aria-hidden className={classes.arrow} />
            <TaskLabelSelect row={row} labels={labels} onChange={onChange} />
          </li>
        ))}
      </ul>
      {unmapped > 0 && (
        <Text size="xs" className={classes.note}>
          <IconAlertCircle size={14} aria-hidden />
          {t("mapping.unmapped", { count: unmapped })}
        </Text>
      )}
    </div>
  );
}

function TaskLabelSelect({ row, labels, onChange }: { row: Row } & Pick<Props, "labels" | "onChange">) {
  const { t } = useTranslation();
  const colors = new Map(labels.map(({ name, color }) => [name, color]));
  const chosen = colors.get(row.taskLabel ?? "");
  return (
    <Select
      aria-label={t("mapping.rowLabel", { name: row.modelLabel })}
      searchable={labels.length > 8}
      data={[
        { value: IGNORE, label: t("mapping.ignore") },
        ...labels.map(({ name }) => ({ value: name, label: name })),
      ]}
      value={row.taskLabel ?? IGNORE}
      leftSection={chosen ? <Swatch color={chosen} /> : undefined}
      renderOption={({ option }) => (
        <>
          {option.value !== IGNORE && <Swatch color={colors.get(option.value) ?? ""} />}
          <span className={option.value === IGNORE ? classes.ignore : undefined}>{option.label}</span>
        </>
      )}
      onChange={(value) => onChange(row.modelLabel, value || null)}
    />
  );
}

/** The order at first sight: a row must not jump away while it is being mapped. */
function useFirstOrder(rows: readonly Row[]): string[] {
  const known = useRef({ labels: "", order: [] as string[] });
  const labels = rows.map((row) => row.modelLabel).join("\n");
  if (known.current.labels !== labels) {
    known.current = { labels, order: unmappedFirst(rows).map((row) => row.modelLabel) };
  }
  return known.current.order;
}
