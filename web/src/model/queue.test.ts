import { expect, test } from "vitest";
import type { Drawn } from "./item";
import { following, neighbour, queueOf } from "./queue";

const box = (key: number, score: number | undefined, source = "auto", points = [0, 0, 9, 9]): Drawn => ({
  role: "shape",
  key,
  shape: { type: "rectangle", frame: 0, label_id: 1, points, source, ...(score === undefined ? {} : { score }) },
});
const keys = (items: readonly Drawn[]) => items.map(({ key }) => key);

test("the lowest score comes first, before it what has none, and what is decided not at all", () => {
  const items = [box(1, 0.9), box(2, 0.4), box(3, undefined), box(4, 0.1, "semi-auto"), box(5, undefined, "manual")];
  expect(keys(queueOf(items))).toEqual([3, 2, 1]);
});

test("equal scores are read like a page", () => {
  const items = [box(1, 0.5, "auto", [50, 200, 60, 210]), box(2, 0.5, "auto", [90, 4, 99, 9]), box(3, 0.5)];
  expect(keys(queueOf(items))).toEqual([3, 2, 1]);
});

test("the queue goes round, and begins at its ends", () => {
  const queue = [box(1, 0.1), box(2, 0.2), box(3, 0.3)];
  const steps = [
    [null, 1, 1],
    [null, -1, 3],
    [1, 1, 2],
    [3, 1, 1],
    [1, -1, 3],
    [99, 1, 1],
  ] as const;
  for (const [from, by, to] of steps) expect(neighbour(queue, from, by)?.key).toBe(to);
  expect(neighbour([], 1, 1)).toBeUndefined();
});

test("after a decision comes the next one, after the last one what was passed over", () => {
  const queue = [box(1, 0.1), box(2, 0.2), box(3, 0.3)];
  expect(following(queue, new Set([1]))?.key).toBe(2);
  expect(following(queue, new Set([3]))?.key).toBe(1);
  expect(following(queue, new Set([1, 2, 3]))).toBeUndefined();
});
