/** Lines of a log: time, level, worker where there are several, message; stays at the end while it follows. */

import { Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Log.module.css";

export type Line = {
  time: string | number | null;
  level: string;
  message: string;
  worker?: number | null;
  /** What the function said besides, with `logger.info_with` and its like. */
  fields?: Record<string, unknown>;
};

type Props = { label: string; lines: readonly Line[]; empty: string; follow: boolean };

const NEAR_END = 60;

export function LogLines({ label, lines, empty, follow }: Props) {
  const { t } = useTranslation();
  const hasWorkers = lines.some((line) => typeof line.worker === "number");
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 20,
    overscan: 20,
  });
  useEffect(() => {
    if (follow && atEnd.current && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: "end" });
  }, [follow, lines.length, rows]);
  return (
    <div
      ref={scroll}
      className={classes.log}
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      {lines.length === 0 && (
        <Text c="dimmed" p="md">
          {empty}
        </Text>
      )}
      <div className={classes.lines} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
          if (!line) return null;
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className={classes.line}
              data-level={line.level.toLowerCase()}
              data-workers={hasWorkers || undefined}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <span className={classes.time}>{line.time === null ? "" : clock(line.time)}</span>
              <span className={classes.level}>{line.level}</span>
              {hasWorkers && (
                <span className={classes.time} title={t("function.worker")}>
                  {line.worker ?? ""}
                </span>
              )}
              <span className={classes.text}>
                {line.message}
                {line.fields && <span className={classes.fields}>{fieldsOf(line.fields)}</span>}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function clock(time: string | number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

function fieldsOf(fields: Record<string, unknown>): string {
  const told = Object.entries(fields).filter(([name]) => name !== "worker_id");
  return told.map(([name, value]) => `  ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join("");
}
