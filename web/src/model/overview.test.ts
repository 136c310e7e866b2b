import { expect, test } from "vitest";
import type { Item } from "./item";
import { type FrameStage, hasOpenPredictions, nextInSequence, nextToReview, summaryOf } from "./overview";

const frames = (...states: [FrameStage, number?][]) =>
  states.map(([state, doubt], frame) => ({
    frame,
    state,
    predictions: state === "predicted" ? 2 : 0,
    doubt: doubt ?? null,
  }));
const item = (key: number, source: string, score?: number): Item => ({
  role: "shape",
  key,
  shape: { type: "rectangle", frame: 3, label_id: 1, points: [0, 0, 9, 9], source, ...(score ? { score } : {}) },
});
const documentOf = (items: Item[], reviewed = false) => ({
  frame: 3,
  reviewed,
  items: new Map(items.map((each) => [each.key, each])),
});

test("a frame is what is drawn on it, until somebody says that it is done", () => {
  const auto = item(1, "auto", 0.75);
  expect(summaryOf(documentOf([]))).toMatchObject({ state: "empty", predictions: 0, doubt: null });
  expect(summaryOf(documentOf([auto, item(2, "auto")]))).toMatchObject({
    state: "predicted",
    predictions: 2,
    doubt: 0.5,
  });
  expect(summaryOf(documentOf([item(1, "semi-auto", 0.7)]))).toMatchObject({ state: "annotated", doubt: null });
  expect(summaryOf(documentOf([auto], true))).toMatchObject({ state: "reviewed", predictions: 1 });
});

test("a prediction that is certain has no doubt, which is not the same as an unknown one", () => {
  expect(summaryOf(documentOf([item(1, "auto", 1)])).doubt).toBe(0);
});

test.each([
  [0, 1, 2],
  [2, 1, 0],
  [0, -1, 2],
  [1, -1, 0],
] as const)("from frame %s in direction %s the next with predictions is %s", (from, by, to) => {
  const job = frames(["predicted"], ["empty"], ["predicted"], ["reviewed"]);
  expect(nextInSequence(job, from, by, hasOpenPredictions)).toBe(to);
});

test("the next to review is the next one, or the most doubtful, or none", () => {
  const job = frames(["predicted", 0.2], ["reviewed"], ["empty"], ["predicted", 0.9]);
  expect(nextToReview(job, 0, "sequence")).toBe(2);
  expect(nextToReview(job, 0, "doubt")).toBe(3);
  expect(nextToReview(frames(["predicted"], ["reviewed"]), 0, "sequence")).toBeNull();
});
