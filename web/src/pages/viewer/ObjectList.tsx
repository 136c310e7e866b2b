/** The objects of the frame as a list, the canvas's twin in text; only the rows in sight are in the page. */

import { Text } from "@mantine/core";
import { IconUser, IconWand } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Label, Shape } from "@/api/types";
import { isPrediction } from "@/canvas/look";
import { useSelection } from "@/state/selection";
import { Swatch } from "@/ui/LabelName";
import classes from "./ObjectList.module.css";

const ROW = 28;

type Props = { shapes: readonly Shape[]; labels: readonly Label[]; loading: boolean };

export function ObjectList({ shapes, labels, loading }: Props) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const { selected, select, hover } = useSelection();
  const known = new Map(labels.map((label) => [label.id, label]));
  const rows = useVirtualizer({
    count: shapes.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = shapes.findIndex((shape) => shape.id === selected);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [at, rows]);

  return (
    <section className={classes.objects}>
      <h2 className={classes.head}>
        {t("viewer.objects")} <span className={classes.number}>{shapes.length}</span>
      </h2>
      {!loading && shapes.length === 0 && (
        <Text c="dimmed" size="xs" px={12}>
          {t("viewer.noObjects")}
        </Text>
      )}
      <div ref={scroll} className={classes.scroll}>
        <ul aria-label={t("viewer.objects")} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const shape = shapes[row.index];
            if (!shape) return null;
            return (
              <li key={shape.id} style={{ transform: `translateY(${row.start}px)`, height: ROW }}>
                <ObjectRow
                  shape={shape}
                  number={row.index + 1}
                  label={known.get(shape.label_id)}
                  selected={shape.id === selected}
                  onSelect={() => select(shape.id ?? null)}
                  onHover={(inside) => hover(inside ? (shape.id ?? null) : null)}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

type RowProps = {
  shape: Shape;
  number: number;
  label: Label | undefined;
  selected: boolean;
  onSelect(): void;
  onHover(inside: boolean): void;
};

function ObjectRow({ shape, number, label, selected, onSelect, onHover }: RowProps) {
  const { t } = useTranslation();
  const predicted = isPrediction(shape);
  return (
    <button
      type="button"
      className={classes.object}
      aria-pressed={selected}
      data-object={shape.id}
      onClick={onSelect}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
    >
      <span className={classes.ordinal}>{number}</span>
      <Swatch color={label?.color ?? "transparent"} />
      <span className={classes.name}>{label?.name ?? "?"}</span>
      <span className={classes.kind}>{shape.type === "rectangle" ? "" : shape.type}</span>
      <span className={classes.number}>{shape.score?.toFixed(2)}</span>
      <span className={classes.source} title={t(predicted ? "viewer.byModel" : "viewer.byPerson")}>
        {predicted ? <IconWand size={13} /> : <IconUser size={13} />}
      </span>
    </button>
  );
}
