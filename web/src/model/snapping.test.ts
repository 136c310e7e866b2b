import { expect, test } from "vitest";
import type { Box } from "./geometry";
import { type Pixels, sightOf, snapped } from "./snapping";

const SIZE = { width: 200, height: 150 };

/** Grey with noise, and an object of another colour where `isObject` says so. */
function picture(isObject: (x: number, y: number) => boolean): Pixels {
  const data = new Uint8ClampedArray(4 * SIZE.width * SIZE.height).fill(255);
  let state = 5;
  for (let at = 0; at < SIZE.width * SIZE.height; at += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const noise = ((state >> 16) & 15) - 8;
    const inside = isObject(at % SIZE.width, Math.floor(at / SIZE.width));
    data.set(inside ? [190 + noise, 120 + noise, 60 + noise] : [110 + noise, 110 + noise, 115 + noise], 4 * at);
  }
  return { ...SIZE, data };
}

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const isIn =
  ({ left, top, right, bottom }: Box) =>
  (x: number, y: number) =>
    x >= left && x < right && y >= top && y < bottom;
const TRUTH = box(60, 40, 140, 110);
const gap = (one: Box, other: Box) =>
  Math.max(...(["left", "top", "right", "bottom"] as const).map((side) => Math.abs(one[side] - other[side])));

test.each([
  ["drawn too large", box(50, 32, 152, 119)],
  ["a little too small", box(63, 43, 137, 107)],
  ["right already", TRUTH],
  ["between pixels", box(55.4, 36.2, 147.3, 113.9)],
])("a box that is %s comes to the edges of its object", (_, drawn) => {
  expect(gap(snapped(picture(isIn(TRUTH)), drawn), TRUTH)).toBeLessThanOrEqual(1);
});

test("what is round is not cut off", () => {
  const disc = picture((x, y) => ((x - 100) / 40) ** 2 + ((y - 75) / 35) ** 2 < 1);
  expect(gap(snapped(disc, box(52, 33, 147, 117)), TRUTH)).toBeLessThanOrEqual(8);
});

test("an object that reaches out of the picture keeps its side there", () => {
  const truth = box(0, 40, 90, 110);
  expect(gap(snapped(picture(isIn(truth)), box(0, 33, 100, 116)), truth)).toBeLessThanOrEqual(1);
});

test("where there is no edge the box stays about where it is", () => {
  const drawn = box(50, 30, 150, 120);
  expect(gap(snapped({ ...SIZE, data: new Uint8ClampedArray(4 * 200 * 150).fill(90) }, drawn), drawn)).toBe(0);
});

test("no more is looked at than is needed, and nothing beyond the picture", () => {
  expect(sightOf(box(100.5, 0, 190, 100), { width: 200, height: 1000 })).toEqual(box(78, 0, 200, 122));
});
