/** Which objects the grid shows, in which order, and how large. */

import { Chip, Group, RangeSlider, SegmentedControl, Select, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TILE_ORDERS, type Tile, type TileOrder } from "@/model/tile";
import { toggled } from "@/model/visibility";
import { Swatch } from "@/ui/LabelName";
import { useBench } from "../editor/bench";
import classes from "./Grid.module.css";
import { useTiles, useWall } from "./wall";

export function GridFilters() {
  const { t } = useTranslation();
  const wall = useWall();
  const undecided = useTiles((state) => state.undecided);
  const order = useTiles((state) => state.order);
  const count = useTiles((state) => state.tiles.length);
  return (
    <section className={classes.filters} aria-label={t("grid.filters")}>
      <SegmentedControl
        size="xs"
        aria-label={t("grid.decisions")}
        value={undecided ? "undecided" : "all"}
        data={(["undecided", "all"] as const).map((value) => ({ value, label: t(`grid.${value}`) }))}
        onChange={(value) => wall.show({ undecided: value === "undecided" })}
      />
      <Select
        w={160}
        aria-label={t("grid.order")}
        value={order}
        data={TILE_ORDERS.map((value) => ({ value, label: t(`grid.orders.${value}`) }))}
        onChange={(value) => wall.show({ order: (value ?? "doubt") as TileOrder })}
      />
      <Scores />
      <Classes />
      <Text size="xs" c="dimmed" ml="auto" className="numbers" role="status">
        {t("grid.shown", { count })}
      </Text>
    </section>
  );
}

/** Which scores are shown; an end of the scale lets through whatever lies beyond it, nothing included. */
function Scores() {
  const { t } = useTranslation();
  const wall = useWall();
  const { from, to } = useTiles((state) => state.scores);
  const [low, high] = [from ?? 0, to ?? 1];
  return (
    <Group gap={8} wrap="nowrap" role="group" aria-label={t("grid.scores")}>
      <Text size="xs">{t("grid.score")}</Text>
      <RangeSlider
        w={130}
        size={4}
        min={0}
        max={1}
        step={0.01}
        minRange={0}
        label={null}
        thumbFromLabel={t("grid.lowest")}
        thumbToLabel={t("grid.highest")}
        value={[low, high]}
        onChange={([least, most]) =>
          wall.show({ scores: { from: least === 0 ? null : least, to: most === 1 ? null : most } })
        }
      />
      <Text size="xs" className={classes.scores}>
        {t("grid.range", { from: low.toFixed(2), to: high.toFixed(2) })}
      </Text>
    </Group>
  );
}

function Classes() {
  const { t } = useTranslation();
  const wall = useWall();
  const { labels } = useBench().session.assignment;
  const chosen = useTiles((state) => state.labels);
  const all = useTiles((state) => state.all);
  const undecided = useTiles((state) => state.undecided);
  const counts = useMemo(() => countsOf(all, undecided), [all, undecided]);
  return (
    <Group gap={6} role="group" aria-label={t("grid.classes")} className={classes.classes}>
      {labels
        .filter(({ id }) => counts.has(id) || chosen.has(id))
        .map(({ id, name, color }) => (
          <Chip
            key={id}
            size="xs"
            checked={chosen.has(id)}
            onChange={() => wall.show({ labels: toggled(chosen, [id]) })}
          >
            <span className={classes.chip}>
              <Swatch color={color} />
              {name} <span className={classes.count}>{counts.get(id) ?? 0}</span>
            </span>
          </Chip>
        ))}
    </Group>
  );
}

function countsOf(tiles: readonly Tile[], undecided: boolean): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { label, review } of tiles) {
    if (!undecided || review === "prediction") counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
