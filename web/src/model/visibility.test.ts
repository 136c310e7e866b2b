import { expect, test } from "vitest";
import { NO_FILTER } from "./filter";
import type { Item } from "./item";
import { isBelow, isShown, stepped } from "./visibility";

const shape = (score: number | undefined, source = "auto") =>
  ({ type: "rectangle", frame: 0, label_id: 1, points: [0, 0, 1, 1], source, score }) as const;
const auto = (score?: number): Item => ({ role: "shape", key: 1, shape: shape(score) as never });
const kept = (score: number): Item => ({ role: "kept", key: 2, prediction: "r:0", shape: shape(score) as never });
const limits = (threshold: number | null, own?: number) => ({
  threshold,
  thresholds: new Map(own === undefined ? [] : [[1, own]]),
});

test.each([
  ["what the run left out stays hidden until the slider is moved", kept(0.4), limits(null), true],
  ["what the run drew is shown until the slider is moved", auto(0.1), limits(null), false],
  ["a lowered slider shows what was left out", kept(0.4), limits(0.3), false],
  ["a raised slider hides what the run drew", auto(0.4), limits(0.5), true],
  ["what has no score cannot be below", auto(), limits(0.9), false],
  ["a label's own threshold wins", auto(0.4), limits(0.5, 0.3), false],
  ["also over none", auto(0.4), limits(null, 0.6), true],
] as const)("%s", (_, item, limit, below) => {
  expect(isBelow(item as Item, limit)).toBe(below);
});

test("what a person stands behind is never below", () => {
  expect(isBelow({ role: "shape", key: 1, shape: shape(0.1, "semi-auto") as never }, limits(0.9))).toBe(false);
});

test("the filter hides as well", () => {
  const open = {
    ...limits(null),
    hiddenLabels: new Set<number>(),
    hidden: new Set<number>(),
    locked: new Set<number>(),
  };
  expect(isShown(auto(0.5), { ...open, filter: NO_FILTER })).toBe(true);
  expect(isShown(auto(0.5), { ...open, filter: { ...NO_FILTER, labels: new Set([2]) } })).toBe(false);
});

test.each([
  [0.5, 1, 0.55],
  [0.5, -1, 0.45],
  [0.52, -1, 0.5],
  [0.52, 1, 0.55],
  [0, -1, 0],
  [1, 1, 1],
  [0.15, 1, 0.2],
  [0.3, -1, 0.25],
] as const)("from %s one step %s is %s", (from, by, to) => {
  expect(stepped(from, by)).toBe(to);
});
