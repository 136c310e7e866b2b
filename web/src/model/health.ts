/** How a function is doing: what its counts come to, and which worker has been at one event for too long. */

import type { FunctionMetrics, WorkerMetrics } from "@/api/types";

/** A worker that has been busy for this long is shown with the time, since it may be stuck; its stack tells. */
export const STUCK_SECONDS = 10;

export type WorkerState = "free" | "busy" | "stuck";

export function workerState({ busy_seconds }: WorkerMetrics): WorkerState {
  if (busy_seconds === null) return "free";
  return busy_seconds < STUCK_SECONDS ? "busy" : "stuck";
}

type Counts = Pick<FunctionMetrics, "history" | "span_seconds">;

/** Calls a second in each span. */
export const rates = ({ history, span_seconds }: Counts): number[] => history.map(({ calls }) => calls / span_seconds);

/** Errors in each span. */
export const errors = ({ history }: Counts): number[] => history.map((span) => span.errors);

/** Seconds that a call took, in the mean of each span; 0 where there was none. */
export const means = ({ history }: Counts): number[] =>
  history.map(({ calls, seconds }) => (calls === 0 ? 0 : seconds / calls));

/** Calls a second of late: in the last span that is over, or in the one under way where that has more. */
export function rateNow(counts: Counts): number {
  const [before = 0, now = 0] = rates(counts).slice(-2);
  return Math.max(before, now);
}
