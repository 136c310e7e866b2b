/** The filter of the frame's objects; list and picture follow it alike. */

import { Chip, Fieldset, Group, NumberInput, Popover, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ShapeType } from "@/api/types";
import { type Decision, type Filter, type Maker, makerOf, NO_FILTER, partsOn, type Range } from "@/model/filter";
import { isDrawn, labelOf } from "@/model/item";
import { toggled } from "@/model/visibility";
import { useBench, useEditor } from "./bench";

const MAKERS: readonly Maker[] = ["model", "person", "file", "track"];
const DECISIONS: readonly Decision[] = ["undecided", "decided"];

export function FilterPopover({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Popover position="left-start" withArrow trapFocus returnFocus width={280}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t("list.filter")}>
        <FilterForm />
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterForm() {
  const { t } = useTranslation();
  const { session } = useBench();
  const filter = useEditor((state) => state.filter);
  const document = useEditor((state) => state.documents.get(state.frame));
  const items = [...(document?.items.values() ?? [])].filter(isDrawn);
  const put = (change: Partial<Filter>) => {
    const next = { ...filter, ...change };
    session.store.setState({ filter: partsOn(next).length === 0 ? NO_FILTER : next });
  };
  const there = { labels: new Set(items.map(labelOf)), types: new Set(items.map(({ shape }) => shape.type)) };
  const makers = new Set(items.map(makerOf));
  const labels = session.assignment.labels.filter(({ id }) => there.labels.has(id) || filter.labels.has(id));
  return (
    <Stack gap="sm">
      <Choices
        title={t("list.labels")}
        choices={labels.map(({ id, name }) => [id, name])}
        chosen={filter.labels}
        onToggle={(id) => put({ labels: toggled(filter.labels, [id]) })}
      />
      <Choices<ShapeType>
        title={t("list.types")}
        choices={[...new Set([...there.types, ...filter.types])].map((type) => [type, t(`list.type.${type}`)])}
        chosen={filter.types}
        onToggle={(type) => put({ types: toggled(filter.types, [type]) })}
      />
      <Choices<Maker>
        title={t("list.makers")}
        choices={MAKERS.filter((each) => makers.has(each) || filter.makers.has(each)).map((each) => [
          each,
          t(`list.maker.${each}`),
        ])}
        chosen={filter.makers}
        onToggle={(maker) => put({ makers: toggled(filter.makers, [maker]) })}
      />
      <Choices<Decision>
        title={t("list.decisions")}
        choices={DECISIONS.map((each) => [each, t(`list.decision.${each}`)])}
        chosen={filter.decisions}
        onToggle={(decision) => put({ decisions: toggled(filter.decisions, [decision]) })}
      />
      <RangeFields
        title={t("list.score")}
        range={filter.score}
        step={0.05}
        most={1}
        onChange={(score) => put({ score })}
      />
      <RangeFields title={t("list.side")} range={filter.side} step={1} onChange={(side) => put({ side })} />
    </Stack>
  );
}

type ChoicesProps<T> = {
  title: string;
  choices: readonly (readonly [T, string])[];
  chosen: ReadonlySet<T>;
  onToggle(choice: T): void;
};

function Choices<T extends string | number>({ title, choices, chosen, onToggle }: ChoicesProps<T>) {
  if (choices.length === 0) return null;
  return (
    <Fieldset variant="unstyled" legend={title} fz="xs">
      <Group gap={4} mah={110} style={{ overflow: "auto" }}>
        {choices.map(([choice, words]) => (
          <Chip key={choice} size="xs" checked={chosen.has(choice)} onChange={() => onToggle(choice)}>
            {words}
          </Chip>
        ))}
      </Group>
    </Fieldset>
  );
}

type RangeProps = { title: string; range: Range; step: number; most?: number; onChange(range: Range): void };

function RangeFields({ title, range, step, most, onChange }: RangeProps) {
  const { t } = useTranslation();
  const field = (end: "from" | "to") => (
    <NumberInput
      w={100}
      min={0}
      max={most}
      step={step}
      aria-label={t(`list.${end}`, { what: title })}
      placeholder={end === "from" ? "0" : "∞"}
      value={range[end] ?? ""}
      onChange={(value) => onChange({ ...range, [end]: typeof value === "number" ? value : null })}
    />
  );
  return (
    <div>
      <Text size="xs" fw={600} mb={4}>
        {title}
      </Text>
      <Group gap="xs">
        {field("from")}–{field("to")}
      </Group>
    </div>
  );
}
