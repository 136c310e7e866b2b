/** How far a run is, how fast, and how long it will still take. */

import type { LambdaRequest } from "@/api/types";
import { secondsBetween } from "./quantity";

export type Progress = { share: number; done: number; total: number; rate: number; secondsLeft: number | null };

export function progressOf(run: LambdaRequest): Progress {
  const done = run.summary?.frames_done ?? 0;
  const total = run.summary?.frames_total ?? 0;
  const rate = run.summary?.frames_per_second ?? 0;
  return {
    share: total > 0 ? done / total : run.progress / 100,
    done,
    total,
    rate,
    secondsLeft: rate > 0 && total > 0 ? (total - done) / rate : null,
  };
}

/** How long an ended run took; null while it is going on. */
export const secondsTaken = (run: LambdaRequest): number | null =>
  run.started && run.ended ? secondsBetween(run.started, run.ended) : null;

export const droppedCount = (run: LambdaRequest): number =>
  Object.values(run.summary?.dropped ?? {}).reduce((sum, dropped) => sum + dropped, 0);
