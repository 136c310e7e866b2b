/** The objects of the frame as a list, the canvas's twin in text; only the rows in sight are in the page. */

import { Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NO_FILTER } from "@/model/filter";
import { useBench, useEditor } from "./bench";
import classes from "./ObjectList.module.css";
import { ObjectListHead } from "./ObjectListHead";
import { ObjectRow } from "./ObjectRow";
import { useHoverMark } from "./useHoverMark";
import { useListed } from "./useListed";

const ROW = 28;

export function ObjectList() {
  const { t } = useTranslation();
  const bench = useBench();
  const items = useListed();
  const scroll = useRef<HTMLDivElement>(null);
  useHoverMark(scroll);
  const selected = useEditor((state) => state.selected);
  const loaded = useEditor((state) => state.documents.has(state.frame));
  const filtered = useEditor((state) => state.filter !== NO_FILTER);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = useMemo(() => items.findIndex(({ key }) => selected.has(key)), [items, selected]);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [at, rows]);

  const walk = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const item = to === undefined ? undefined : items[Math.max(0, Math.min(items.length - 1, to))];
    if (!item) return;
    event.preventDefault();
    bench.pick(item.key);
    rows.scrollToIndex(items.indexOf(item), { align: "auto" });
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-object="${item.key}"]`)?.focus());
  };

  return (
    <section className={classes.objects}>
      <ObjectListHead count={items.length} />
      {loaded && items.length === 0 && (
        <Text c="dimmed" size="xs" px={12}>
          {t(filtered ? "list.nothingFits" : "editor.noObjects")}
        </Text>
      )}
      <div ref={scroll} className={classes.scroll}>
        <ul aria-label={t("editor.objects")} style={{ height: rows.getTotalSize() }} onKeyDown={walk}>
          {rows.getVirtualItems().map((row) => {
            const item = items[row.index];
            if (!item) return null;
            return (
              // By its place: the rows of one frame become those of the next.
              <li key={row.index} style={{ transform: `translateY(${row.start}px)`, height: ROW }}>
                <ObjectRow item={item} number={row.index + 1} total={items.length} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
