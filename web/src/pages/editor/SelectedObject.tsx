/** The selected object, or how many are: another class, delete. */

import { Button, Group, Select, Text } from "@mantine/core";
import {
  IconCopy,
  IconEyeOff,
  IconLock,
  IconShadow,
  IconStackBack,
  IconStackFront,
  IconStackPush,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { putLabel, remove } from "@/actions/objects";
import { KINDS } from "@/canvas/kinds";
import { fits } from "@/model/edits";
import type { Drawn } from "@/model/item";
import { Swatch } from "@/ui/LabelName";
import { ActionButton } from "./ActionButton";
import { AttributeFields } from "./AttributeFields";
import { useBench, useEditor } from "./bench";
import classes from "./ObjectList.module.css";
import { Reshaping } from "./Reshaping";

export function SelectedObject({ items }: { items: readonly Drawn[] }) {
  const { t } = useTranslation();
  const selected = useEditor((state) => state.selected);
  const chosen = items.filter(({ key }) => selected.has(key));
  const [only] = chosen;
  if (!only) return null;
  return (
    <section className={classes.selected} aria-label={t("editor.selected")}>
      <ClassSelect chosen={chosen} />
      <AttributeFields chosen={chosen} />
      <Properties chosen={chosen} />
      <Reshaping chosen={chosen} />
      <Foot chosen={chosen} />
    </section>
  );
}

function ClassSelect({ chosen }: { chosen: readonly Drawn[] }) {
  const { t } = useTranslation();
  const bench = useBench();
  const { labels } = bench.session.assignment;
  const colors = new Map(labels.map(({ id, color }) => [`${id}`, color]));
  const same = new Set(chosen.map(({ shape }) => shape.label_id)).size === 1;
  const value = same ? `${chosen[0]?.shape.label_id}` : null;
  const choose = (id: string | null) => {
    const label = labels.find((candidate) => `${candidate.id}` === id);
    if (label) putLabel(bench, label);
  };
  return (
    <Select
      label={t("editor.class")}
      classNames={{ root: classes.class }}
      data={labels
        .filter((label) => chosen.every(({ shape }) => fits(shape, label)))
        .map(({ id, name }) => ({ value: `${id}`, label: name }))}
      value={value}
      searchable={labels.length > 8}
      leftSection={<Swatch color={colors.get(value ?? "") ?? "transparent"} />}
      renderOption={({ option }) => (
        <>
          <Swatch color={colors.get(option.value) ?? ""} />
          {option.label}
        </>
      )}
      onChange={choose}
    />
  );
}

function Properties({ chosen }: { chosen: readonly Drawn[] }) {
  const locked = useEditor((state) => state.locked);
  return (
    <Group gap={2} mt={4} ml={-6}>
      <ActionButton id="occluded" pressed={chosen.every(({ shape }) => shape.occluded)}>
        <IconShadow size={16} />
      </ActionButton>
      <ActionButton id="lock" pressed={chosen.every(({ key }) => locked.has(key))}>
        <IconLock size={16} />
      </ActionButton>
      <ActionButton id="hide">
        <IconEyeOff size={16} />
      </ActionButton>
      <ActionButton id="toFront">
        <IconStackFront size={16} />
      </ActionButton>
      <ActionButton id="toBack">
        <IconStackBack size={16} />
      </ActionButton>
      <ActionButton id="copy">
        <IconCopy size={16} />
      </ActionButton>
      <ActionButton id="propagate">
        <IconStackPush size={16} />
      </ActionButton>
    </Group>
  );
}

function Foot({ chosen }: { chosen: readonly Drawn[] }) {
  const { t } = useTranslation();
  const bench = useBench();
  const [only] = chosen;
  const box = only && chosen.length === 1 ? KINDS[only.shape.type].bounds(only.shape) : null;
  const size = box ? `${Math.round(box.right - box.left)} × ${Math.round(box.bottom - box.top)} px` : "";
  const parts = [only?.shape.type !== "rectangle" && only?.shape.type, size, only?.shape.score?.toFixed(2)];
  return (
    <Group justify="space-between" mt={6} wrap="nowrap">
      <Text size="xs" c="dimmed" className="numbers">
        {box && parts.filter(Boolean).join(" · ")}
      </Text>
      <Button
        size="compact-sm"
        variant="light"
        color="red"
        leftSection={<IconTrash size={14} />}
        onClick={() => remove(bench)}
      >
        {t("editor.action.delete")}
      </Button>
    </Group>
  );
}
