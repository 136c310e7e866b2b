import { expect, test } from "vitest";
import type { Run, RunSummary } from "@/api/types";
import { droppedReasons, progressOf, secondsTaken } from "./progress";

const summary = (part: Partial<RunSummary>): RunSummary => ({
  frames_done: 0,
  frames_total: 0,
  frames_per_second: null,
  kept: 0,
  labels: {},
  dropped: {},
  failed_frames: [],
  ...part,
});
const run = (part: Partial<Run>): Run => ({ progress: 0, summary: summary({}), ...part }) as Run;

test("share and time left come from the frames", () => {
  const progress = progressOf(run({ summary: summary({ frames_done: 50, frames_total: 200, frames_per_second: 10 }) }));
  expect(progress).toMatchObject({ share: 0.25, secondsLeft: 15 });
});

test("before the first frame only the percentage is known", () => {
  expect(progressOf(run({ progress: 12 }))).toMatchObject({ share: 0.12, secondsLeft: null });
});

test("reasons of dropping come with their labels, the commonest first", () => {
  const found = droppedReasons(summary({ dropped: { "bad shape": { a: 1 }, "label not mapped": { b: 2, c: 5 } } }));
  expect(found).toEqual([
    {
      reason: "label not mapped",
      count: 7,
      labels: [
        ["c", 5],
        ["b", 2],
      ],
    },
    { reason: "bad shape", count: 1, labels: [["a", 1]] },
  ]);
});

test("an ended run took some time, a running one is not known", () => {
  expect(secondsTaken(run({ started: "2026-11-23T10:00:00Z", ended: "2026-11-23T10:00:08Z" }))).toBe(8);
  expect(secondsTaken(run({ started: "2026-11-23T10:00:00Z", ended: null }))).toBeNull();
});
