/** How far a run is, how fast, and how long it will still take. */

import type { Run, RunSummary } from "@/api/types";
import { secondsBetween } from "./quantity";

export type Progress = { share: number; done: number; total: number; rate: number; secondsLeft: number | null };

export function progressOf(run: Run): Progress {
  const done = run.summary.frames_done;
  const total = run.summary.frames_total;
  const rate = run.summary.frames_per_second ?? 0;
  return {
    share: total > 0 ? done / total : run.progress / 100,
    done,
    total,
    rate,
    secondsLeft: rate > 0 && total > 0 ? (total - done) / rate : null,
  };
}

/** How long an ended run took; null while it is going on. */
export const secondsTaken = (run: Run): number | null =>
  run.started && run.ended ? secondsBetween(run.started, run.ended) : null;

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

export type Dropped = { reason: string; count: number; labels: [string, number][] };

/** Why objects were dropped, the commonest reason first, with the model's labels under each. */
export function droppedReasons({ dropped }: RunSummary): Dropped[] {
  return Object.entries(dropped)
    .map(([reason, labels]) => ({
      reason,
      count: sum(Object.values(labels)),
      labels: Object.entries(labels).toSorted(([, a], [, b]) => b - a),
    }))
    .toSorted((a, b) => b.count - a.count);
}

export const droppedCount = (summary: RunSummary): number => sum(droppedReasons(summary).map(({ count }) => count));
