import { expect, test } from "vitest";
import type { Shape } from "@/api/types";
import type { Drawn } from "@/model/item";
import { Scene } from "./scene";

const bare = (part: Partial<Shape>): Shape => ({ type: "rectangle", frame: 0, label_id: 1, ...part });
const shape = (key: number, part: Partial<Shape>): Drawn => ({ role: "shape", key, shape: bare(part) });

const scene = new Scene([
  shape(1, { points: [0, 0, 100, 100] }),
  shape(2, { points: [40, 40, 60, 60] }),
  shape(3, { type: "polygon", points: [200, 0, 260, 0, 200, 60] }),
  shape(4, { type: "polyline", points: [300, 0, 400, 100] }),
  shape(5, { type: "points", points: [500, 50, 520, 50] }),
  shape(6, { type: "ellipse", points: [600, 50, 640, 30] }),
  shape(7, { points: [700, 45, 800, 55], rotation: 90 }),
  // 4 by 2 pixels from 900, 10: only the two in the middle of the first row are set
  shape(8, { type: "mask", points: [1, 2, 5, 900, 10, 903, 11] }),
  shape(9, {
    type: "skeleton",
    points: [],
    elements: [bare({ type: "points", points: [950, 5] }), bare({ type: "points", points: [990, 5], outside: true })],
  }),
]);

test.each([
  ["in the large box", 10, 10, 1],
  ["the smaller of two boxes", 50, 50, 2],
  ["in a polygon", 210, 10, 3],
  ["in a polygon's bounds but not in it", 250, 50, null],
  ["on a line", 351, 50, 4],
  ["beside a line", 370, 50, null],
  ["on a point", 521, 51, 5],
  ["in an ellipse", 600, 35, 6],
  ["in an ellipse's corner", 638, 31, null],
  ["in a turned box", 750, 5, 7],
  ["where the box was before it was turned", 702, 50, null],
  ["in a mask", 901.5, 10.5, 8],
  ["in a mask's hole", 903.5, 10.5, null],
  ["on a joint", 951, 5, 9],
  ["on a hidden joint", 990, 5, null],
  ["nowhere", 0, 500, null],
])("what lies %s", (_, x, y, expected) => {
  expect(scene.under({ x, y }, 3)[0]?.key ?? null).toBe(expected);
});

test("only what the window touches is drawn, in order", () => {
  const found = scene.within({ left: 50, top: 0, right: 210, bottom: 50 });
  expect(found.map(({ key }) => key)).toEqual([1, 2, 3]);
});

test("a frame without shapes has an empty scene", () => {
  const empty = new Scene([]);
  expect(empty.under({ x: 0, y: 0 }, 5)).toEqual([]);
  expect(empty.within({ left: 0, top: 0, right: 9, bottom: 9 })).toEqual([]);
});

test("a shape without points is left out", () => {
  expect(new Scene([shape(1, { type: "polygon", points: [] })]).items).toEqual([]);
});
