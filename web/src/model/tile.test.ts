import { expect, test } from "vitest";
import type { PlacedObject, Shape } from "@/api/types";
import { ANY, type Range } from "./filter";
import type { ShapeItem } from "./item";
import { cutOut, fitsFilter, inOrder, type Tile, tileOf, tileOfPlaced } from "./tile";

const placed = (change: Partial<PlacedObject> = {}): PlacedObject => ({
  ...{ id: 7, frame: 3, label_id: 2, type: "rectangle", source: "auto", box: [10, 20, 30, 60], score: 0.4 },
  ...change,
});
const tile = (key: number, change: Partial<PlacedObject> = {}): Tile => tileOfPlaced(placed(change), key);

test("what the server places and what the page holds make the same tile", () => {
  const shape = { type: "rectangle", frame: 3, label_id: 2, points: [10, 20, 30, 60], source: "auto", score: 0.4 };
  const item: ShapeItem = { role: "shape", key: 7, shape: shape as Shape };
  expect(tileOf(item)).toEqual(tileOfPlaced(placed(), 7));
  expect(tileOf(item)).toBe(tileOf(item));
});

test.each([
  ["auto", "prediction"],
  ["semi-auto", "accepted"],
  ["manual", "manual"],
  ["file", "manual"],
])("of source %s it is %s", (source, review) => {
  expect(tile(1, { source }).review).toBe(review);
});

test("each order", () => {
  const tiles = [
    tile(1, { score: 0.9, frame: 0 }),
    tile(2, { score: undefined, frame: 2, box: [0, 0, 5, 5] }),
    tile(3, { score: 0.2, frame: 1, box: [0, 0, 90, 90] }),
  ];
  const keys = (order: Parameters<typeof inOrder>[1]) => inOrder(tiles, order).map(({ key }) => key);
  expect(keys("doubt")).toEqual([2, 3, 1]);
  expect(keys("sure")).toEqual([1, 3, 2]);
  expect(keys("frame")).toEqual([1, 3, 2]);
  expect(keys("size")).toEqual([2, 1, 3]);
});

test("the filter lets through what is asked for", () => {
  const tiles = [tile(1), tile(2, { source: "manual" }), tile(3, { label_id: 9, score: 0.6 })];
  const shown = (undecided: boolean, labels: number[], scores: Range = ANY) =>
    tiles.filter((each) => fitsFilter(each, { undecided, labels: new Set(labels), scores })).map(({ key }) => key);
  expect(shown(false, [])).toEqual([1, 2, 3]);
  expect(shown(true, [])).toEqual([1, 3]);
  expect(shown(true, [9])).toEqual([3]);
  expect(shown(false, [], { from: 0.5, to: null })).toEqual([3]);
  expect(shown(false, [], { from: null, to: 0.4 })).toEqual([1, 2]);
});

test("a cut-out has a tenth around it and ends with the picture", () => {
  const picture = { width: 100, height: 80 };
  expect(cutOut({ left: 20, top: 20, right: 40, bottom: 60 }, picture)).toEqual({
    ...{ left: 16, top: 16, right: 44, bottom: 64 },
  });
  expect(cutOut({ left: -10, top: 70, right: 20, bottom: 90 }, picture)).toEqual({
    ...{ left: 0, top: 68, right: 22, bottom: 80 },
  });
});
