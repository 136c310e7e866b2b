/** How far each frame of a job is, and which is to be looked at next. */

import type { FrameDocument } from "./document";
import { isKept, isPrediction, scoreOf } from "./item";

/** What is deleted is left out of runs, exports and review, whatever is drawn on it. */
export type FrameStage = "empty" | "predicted" | "annotated" | "reviewed" | "deleted";

export type FrameSummary = {
  readonly frame: number;
  readonly state: FrameStage;
  /** That nobody has decided on; those below the run's threshold are not counted. */
  readonly predictions: number;
  /** The mean over those of them that have a score: 1 where it says nothing, 0 where it is sure. */
  readonly doubt: number | null;
};

const doubtOf = (score: number): number => 1 - 2 * Math.abs(score - 0.5);

/** As the server tells it, from what is drawn on this page. */
export function summaryOf({ frame, items, reviewed }: FrameDocument): FrameSummary {
  const made = [...items.values()].filter((item) => !isKept(item));
  const open = made.filter(isPrediction);
  const scores = open.map(scoreOf).filter((score) => score !== null);
  return {
    frame,
    state: reviewed ? "reviewed" : open.length > 0 ? "predicted" : made.length > 0 ? "annotated" : "empty",
    predictions: open.length,
    doubt: scores.length > 0 ? scores.reduce((sum, score) => sum + doubtOf(score), 0) / scores.length : null,
  };
}

export type Order = "sequence" | "doubt";

export const hasOpenPredictions = ({ state }: FrameSummary): boolean => state === "predicted";

export const isThere = ({ state }: FrameSummary): boolean => state !== "deleted";

/** Also one that nothing was found on: the model may have missed everything. */
export const isUnreviewed = ({ state }: FrameSummary): boolean => state !== "reviewed" && state !== "deleted";

/** The next frame that is wanted in either direction, round again at the ends; never the one it starts from. */
export function nextInSequence(
  frames: readonly FrameSummary[],
  from: number,
  by: 1 | -1,
  wanted: (frame: FrameSummary) => boolean,
): number | null {
  const start = frames.findIndex(({ frame }) => frame === from);
  for (let step = 1; step < frames.length; step += 1) {
    const found = frames[(start + by * step + frames.length * step) % frames.length];
    if (found && wanted(found)) return found.frame;
  }
  return null;
}

/** Of the frames that are wanted the most doubtful one; what has no doubt comes last, in the order of frames. */
function mostDoubtful(
  frames: readonly FrameSummary[],
  from: number,
  wanted: (frame: FrameSummary) => boolean,
): number | null {
  const open = frames.filter((frame) => frame.frame !== from && wanted(frame));
  return open.toSorted((a, b) => (b.doubt ?? -1) - (a.doubt ?? -1) || a.frame - b.frame)[0]?.frame ?? null;
}

export const nextToReview = (frames: readonly FrameSummary[], from: number, order: Order): number | null =>
  order === "doubt" ? mostDoubtful(frames, from, isUnreviewed) : nextInSequence(frames, from, 1, isUnreviewed);

export function countOf(frames: readonly FrameSummary[]): Record<FrameStage, number> {
  const counts = { empty: 0, predicted: 0, annotated: 0, reviewed: 0, deleted: 0 };
  for (const { state } of frames) counts[state] += 1;
  return counts;
}
