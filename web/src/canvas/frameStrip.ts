/** Draws how far each frame of a job is as a row of bars, however many there are; height tells the state as well. */

import type { Size } from "@/model/geometry";
import type { FrameStage, FrameSummary } from "@/model/overview";

export type StripColors = Record<FrameStage | "current" | "doubt", string>;

/** Of frames that share a pixel the one with most to do is seen. */
const URGENCY: readonly FrameStage[] = ["deleted", "reviewed", "annotated", "empty", "predicted"];
const HEIGHT: Record<FrameStage, number> = { deleted: 0.08, empty: 0.16, annotated: 0.45, predicted: 0.8, reviewed: 1 };
const WIDEST_GAP = 8;

export function paintStrip(
  pen: CanvasRenderingContext2D,
  { width, height }: Size,
  frames: readonly FrameSummary[],
  current: number,
  colors: StripColors,
) {
  pen.clearRect(0, 0, width, height);
  const step = width / frames.length;
  const gap = step >= WIDEST_GAP ? 2 : step >= 4 ? 1 : 0;
  for (const [column, frame] of columnsOf(frames, width)) {
    const [left, wide] = [column, Math.max(1, step - gap)];
    const tall = HEIGHT[frame.state] * height;
    pen.fillStyle = colors[frame.state];
    pen.fillRect(left, height - tall, wide, tall);
    if (frame.state !== "predicted" || frame.doubt === null) continue;
    pen.fillStyle = colors.doubt;
    pen.fillRect(left, height - tall * frame.doubt, wide, tall * frame.doubt);
  }
  const at = frames.findIndex(({ frame }) => frame === current);
  if (at < 0) return;
  pen.strokeStyle = colors.current;
  pen.lineWidth = 2;
  pen.strokeRect(Math.max(1, at * step - 1), 1, Math.max(4, step - gap), height - 2);
}

/** Which frame is drawn from which pixel on. */
function columnsOf(frames: readonly FrameSummary[], width: number): Map<number, FrameSummary> {
  const step = width / frames.length;
  const columns = new Map<number, FrameSummary>();
  for (const [at, frame] of frames.entries()) {
    const column = step >= 1 ? at * step : Math.floor(at * step);
    const there = columns.get(column);
    if (!there || URGENCY.indexOf(frame.state) > URGENCY.indexOf(there.state)) columns.set(column, frame);
  }
  return columns;
}
