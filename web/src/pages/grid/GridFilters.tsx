/** Which objects the grid shows, in which order, and how large. */

import { Chip, Group, SegmentedControl, Select, Text } from "@mantine/core";
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
      <Classes />
      <Text size="xs" c="dimmed" ml="auto" className="numbers" role="status">
        {t("grid.shown", { count })}
      </Text>
    </section>
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
