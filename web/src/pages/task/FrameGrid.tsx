/** Thumbnails of all frames with the number of objects on each; only the rows in sight are in the page. */

import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { thumbnailUrl } from "@/api/tasks";
import type { DataMeta } from "@/api/types";
import { RouteAnchor } from "@/ui/RouteLink";
import classes from "./FrameGrid.module.css";

const LEAST_WIDTH = 168;
const GAP = 10;
const CAPTION = 28;
const RATIO = 0.66;

type Props = { task: number; meta: DataMeta; counts: readonly number[] };

export function FrameGrid({ task, meta, counts }: Props) {
  const { t } = useTranslation();
  const { frames } = meta;
  const deleted = new Set(meta.deleted_frames);
  const { ref, width } = useElementSize();
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const columns = Math.max(1, Math.floor((width + GAP) / (LEAST_WIDTH + GAP)));
  const cell = (width - GAP * (columns - 1)) / columns;
  const rowHeight = Math.round(cell * RATIO) + CAPTION + GAP;

  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  const rows = useVirtualizer({
    count: width > 0 ? Math.ceil(frames.length / columns) : 0,
    getScrollElement: () => document.getElementById("content"),
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollMargin: offset,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows needs another measure
  useLayoutEffect(() => rows.measure(), [rowHeight]);

  return (
    <div ref={ref}>
      <div ref={list} className={classes.rows} style={{ height: rows.getTotalSize() }}>
        <ul aria-label={t("task.frameList")} className={classes.list}>
          {rows.getVirtualItems().flatMap((row) =>
            frames.slice(row.index * columns, (row.index + 1) * columns).map(({ name }, at) => {
              const frame = row.index * columns + at;
              return (
                <li
                  key={frame}
                  className={classes.cell}
                  style={{
                    width: cell,
                    height: rowHeight - GAP,
                    transform: `translate(${at * (cell + GAP)}px, ${row.start - offset}px)`,
                  }}
                >
                  <FrameCell
                    task={task}
                    frame={frame}
                    name={name}
                    objects={counts[frame]}
                    isDeleted={deleted.has(frame)}
                  />
                </li>
              );
            }),
          )}
        </ul>
      </div>
    </div>
  );
}

type CellProps = { task: number; frame: number; name: string; objects?: number; isDeleted: boolean };

function FrameCell({ task, frame, name, objects, isDeleted }: CellProps) {
  const { t } = useTranslation();
  const said = t("task.frameLink", { number: frame + 1, name, objects: t("task.objects", { count: objects ?? 0 }) });
  return (
    <RouteAnchor
      to="/tasks/$task/frames/$frame"
      params={{ task, frame }}
      className={classes.frame}
      underline="never"
      data-deleted={isDeleted || undefined}
      aria-label={isDeleted ? `${said}, ${t("task.deletedFrame")}` : said}
    >
      <span className={classes.picture}>
        <img src={thumbnailUrl(task, frame)} alt="" loading="lazy" decoding="async" />
        {isDeleted && <span className={classes.deleted}>{t("task.deletedFrame")}</span>}
        {objects !== undefined && objects > 0 && <span className={classes.count}>{objects}</span>}
      </span>
      <span className={classes.caption} title={name}>
        {name.split("/").at(-1)}
      </span>
    </RouteAnchor>
  );
}
