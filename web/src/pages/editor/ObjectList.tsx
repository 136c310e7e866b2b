/** The objects of the frame as a list, the canvas's twin in text; only the rows in sight are in the page. */

import { Text } from "@mantine/core";
import { IconCheck, IconUser, IconWand } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Label } from "@/api/types";
import { type Drawn, type Review, reviewOf } from "@/model/item";
import { Swatch } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import classes from "./ObjectList.module.css";

const ROW = 28;
const SOURCES = {
  prediction: { Icon: IconWand, words: "editor.byModel" },
  accepted: { Icon: IconCheck, words: "editor.accepted" },
  manual: { Icon: IconUser, words: "editor.byPerson" },
} as const satisfies Record<Review, unknown>;

export function ObjectList({ items }: { items: readonly Drawn[] }) {
  const { t } = useTranslation();
  const bench = useBench();
  const scroll = useRef<HTMLDivElement>(null);
  const selected = useEditor((state) => state.selected);
  const loaded = useEditor((state) => state.documents.has(state.frame));
  const known = new Map(bench.session.assignment.labels.map((label) => [label.id, label]));
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = items.findIndex(({ key }) => selected.has(key));
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [at, rows]);

  return (
    <section className={classes.objects}>
      <h2 className={classes.head}>
        {t("editor.objects")} <span className={classes.number}>{items.length}</span>
      </h2>
      {loaded && items.length === 0 && (
        <Text c="dimmed" size="xs" px={12}>
          {t("editor.noObjects")}
        </Text>
      )}
      <div ref={scroll} className={classes.scroll}>
        <ul aria-label={t("editor.objects")} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const item = items[row.index];
            if (!item) return null;
            return (
              <li key={item.key} style={{ transform: `translateY(${row.start}px)`, height: ROW }}>
                <ObjectRow item={item} number={row.index + 1} label={known.get(item.shape.label_id)} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function ObjectRow({ item, number, label }: { item: Drawn; number: number; label: Label | undefined }) {
  const { t } = useTranslation();
  const bench = useBench();
  const { shape, key } = item;
  const selected = useEditor((state) => state.selected.has(key));
  const hovered = useEditor((state) => state.hovered === key);
  const { Icon, words } = SOURCES[reviewOf(item)];
  return (
    <button
      type="button"
      className={classes.object}
      aria-pressed={selected}
      data-object={key}
      data-hovered={hovered || undefined}
      onClick={() => bench.pick(key)}
      onPointerEnter={() => bench.session.hover(key)}
      onPointerLeave={() => bench.session.hover(null)}
    >
      <span className={classes.ordinal}>{number}</span>
      <Swatch color={label?.color ?? "transparent"} />
      <span className={classes.name}>{label?.name ?? "?"}</span>
      <span className={classes.kind}>{shape.type === "rectangle" ? "" : shape.type}</span>
      <span className={classes.number}>{shape.score?.toFixed(2)}</span>
      <span className={classes.source} title={t(words)}>
        <Icon size={13} />
      </span>
    </button>
  );
}
