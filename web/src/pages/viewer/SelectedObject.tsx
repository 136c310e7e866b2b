/** The selected object: its class can be changed, it can be deleted. */

import { Button, Group, Select, Text, VisuallyHidden } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Label, Shape } from "@/api/types";
import { KINDS } from "@/canvas/kinds";
import { fits } from "@/model/objects";
import { Swatch } from "@/ui/LabelName";
import classes from "./ObjectList.module.css";

type Props = {
  shape: Shape;
  at: number;
  total: number;
  labels: readonly Label[];
  onRelabel(label: number): void;
  onRemove(): void;
};

export function SelectedObject({ shape, at, total, labels, onRelabel, onRemove }: Props) {
  const { t } = useTranslation();
  const box = KINDS[shape.type].bounds(shape);
  const label = labels.find(({ id }) => id === shape.label_id);
  const colors = new Map(labels.map(({ id, color }) => [`${id}`, color]));
  const score = shape.score?.toFixed(2) ?? "";
  const size = `${Math.round(box.right - box.left)} × ${Math.round(box.bottom - box.top)}`;
  return (
    <section className={classes.selected} aria-label={t("viewer.selected")}>
      <VisuallyHidden role="status">
        {t("viewer.selectedStatus", { name: label?.name ?? "?", score, number: at + 1, total })}
      </VisuallyHidden>
      <Select
        label={t("viewer.class")}
        data={labels
          .filter((candidate) => fits(shape, candidate))
          .map(({ id, name }) => ({ value: `${id}`, label: name }))}
        value={`${shape.label_id}`}
        searchable={labels.length > 8}
        leftSection={<Swatch color={label?.color ?? "transparent"} />}
        renderOption={({ option }) => (
          <>
            <Swatch color={colors.get(option.value) ?? ""} />
            {option.label}
          </>
        )}
        onChange={(value) => value && onRelabel(Number(value))}
      />
      <Group justify="space-between" mt="sm" wrap="nowrap">
        <Text size="xs" c="dimmed" className="numbers">
          {shape.type !== "rectangle" && `${shape.type} · `}
          {size} px{score && ` · ${score}`}
        </Text>
        <Button size="compact-sm" variant="light" color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
          {t("viewer.delete")}
        </Button>
      </Group>
    </section>
  );
}
