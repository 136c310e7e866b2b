import { expect, test } from "vitest";
import type { Shape } from "@/api/types";
import { KINDS } from ".";

const shape = (type: Shape["type"], points: number[], rotation = 0): Shape => ({
  ...{ type, points, rotation, frame: 0, label_id: 1 },
});
const SQUARE = [0, 0, 100, 0, 100, 100, 0, 100];

test("a polygon has a handle on each corner and between them where there is room", () => {
  const ids = (room: number) => KINDS.polygon.handles?.(shape("polygon", SQUARE), room).map(({ id }) => id);
  expect(ids(50)).toEqual(["v0", "v1", "v2", "v3", "m0", "m1", "m2", "m3"]);
  expect(ids(150)).toEqual(["v0", "v1", "v2", "v3"]);
  expect(KINDS.polyline.handles?.(shape("polyline", SQUARE), 50)).toHaveLength(7);
  expect(KINDS.points.handles?.(shape("points", SQUARE), 50)).toHaveLength(4);
});

test.each([
  ["a corner is dragged", "polygon", "v1", [0, 0, 90, 5, 100, 100, 0, 100]],
  ["a new corner on the closing edge", "polygon", "m3", [...SQUARE, 90, 5]],
  ["a new corner on a line", "polyline", "m0", [0, 0, 90, 5, ...SQUARE.slice(2)]],
  ["a point is dragged", "points", "v3", [...SQUARE.slice(0, 6), 90, 5]],
] as const)("%s", (_, type, handle, expected) => {
  expect(KINDS[type].dragged?.(shape(type, SQUARE), handle, { x: 90, y: 5 }, false).points).toEqual(expected);
});

test.each([
  ["a corner goes", "polygon", SQUARE, [0, 0, 100, 100, 0, 100]],
  ["a triangle keeps its corners", "polygon", SQUARE.slice(2), null],
  ["a line keeps its ends", "polyline", SQUARE.slice(4), null],
  ["one point stays", "points", [5, 5], null],
] as const)("%s", (_, type, points, expected) => {
  const at = type === "polygon" && points.length === 8 ? "v1" : "v0";
  expect(KINDS[type].reduced?.(shape(type, [...points]), at)?.points ?? null).toEqual(expected);
});

test.each([
  ["halfway to the next", "polygon", "v0", [0, 0, 50, 0, ...SQUARE.slice(2)], "v1"],
  ["on the closing edge", "polygon", "v3", [...SQUARE, 0, 50], "v4"],
  ["not after the end of a line", "polyline", "v3", null, null],
  ["not between points", "points", "v0", null, null],
  ["not on a box", "rectangle", "nw", null, null],
] as const)("a corner more: %s", (_, type, at, points, handle) => {
  const made = KINDS[type].inserted?.(shape(type, SQUARE), at) ?? null;
  expect(made && { points: made.shape.points, handle: made.handle }).toEqual(points && { points, handle });
});

test("where on a line a corner can be added", () => {
  const polygon = shape("polygon", SQUARE);
  expect(KINDS.polygon.between?.(polygon, { x: 40, y: 2 }, 6)?.id).toBe("m0");
  expect(KINDS.polygon.between?.(polygon, { x: 2, y: 50 }, 6)?.id).toBe("m3");
  expect(KINDS.polyline.between?.(shape("polyline", SQUARE), { x: 2, y: 50 }, 6)).toBeNull();
  expect(KINDS.points.between?.(shape("points", SQUARE), { x: 50, y: 0 }, 6)).toBeNull();
});
