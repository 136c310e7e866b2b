import { expect, test } from "vitest";
import type { Shape } from "@/api/types";
import { maskPoints } from "@/model/bitmap";
import { drawn } from "@/model/sketch";
import { asBox, asMask, asPolygons, simpler } from "./conversion";

const shape = (type: Shape["type"], points: number[], rotation = 0): Shape => ({
  ...{ type, points, rotation, frame: 0, label_id: 1 },
});
const SIZE = { width: 200, height: 200 };
const TWO = maskPoints(drawn(0, 0, "#.###", "#.###")) ?? [];
const MASK = [0, 6, 10, 20, 12, 21];

test.each([
  ["a box", shape("rectangle", [10, 20, 13, 22]), MASK],
  ["a polygon", shape("polygon", [10, 20, 13, 20, 13, 22, 10, 22]), MASK],
  ["a box that is off the picture", shape("rectangle", [300, 300, 310, 310]), undefined],
  ["a line has no inside", shape("polyline", [0, 0, 10, 10]), undefined],
])("as a mask: %s", (_, from, expected) => {
  expect(asMask(from, SIZE)?.points).toEqual(expected);
});

test.each([
  ["a mask", shape("mask", MASK), [[10, 20, 13, 20, 13, 22, 10, 22]]],
  ["a mask of two parts, the larger first", shape("mask", TWO), 2],
  ["a box turned by a quarter", shape("rectangle", [0, 0, 4, 2], 90), [[3, -1, 3, 3, 1, 3, 1, -1]]],
  ["points have no inside", shape("points", [1, 1]), []],
])("as polygons: %s", (_, from, expected) => {
  const found = asPolygons(from).map(({ points }) => points);
  if (typeof expected === "number") expect(found).toHaveLength(expected);
  else expect(found).toEqual(expected);
});

test.each([
  ["a polygon", shape("polygon", [0, 0, 10, 5, 3, 20]), [0, 0, 10, 20]],
  ["a mask", shape("mask", MASK), [10, 20, 13, 22]],
  ["a turned box is put upright", shape("rectangle", [0, 0, 4, 2], 90), [1, -1, 3, 3]],
  ["a box is one", shape("rectangle", [0, 0, 4, 2]), null],
])("as a box: %s", (_, from, expected) => {
  expect(asBox(from)).toEqual(expected && { type: "rectangle", rotation: 0, points: expected });
});

test("a polygon without the corners that say nothing", () => {
  expect(simpler(shape("polygon", [0, 0, 50, 1, 100, 0, 100, 100, 0, 100]), 2)?.points).toHaveLength(8);
  expect(simpler(shape("polygon", [0, 0, 100, 0, 50, 50]), 2)).toBeNull();
});
