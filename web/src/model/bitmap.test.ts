import { expect, test } from "vitest";
import { bitmapOf, blank, isSet, maskPoints, patched, united, without } from "./bitmap";
import { drawn, noise } from "./sketch";

test.each([
  ["one pixel", [0, 1, 5, 6, 5, 6], drawn(5, 6, "#")],
  ["a run over the end of a row", [1, 4, 1, 10, 20, 12, 21], drawn(10, 20, ".##", "##.")],
  ["nothing set", [4, 0, 0, 1, 1], drawn(0, 0, "..", "..")],
])("the pixels of run lengths: %s", (_, points, expected) => {
  expect(bitmapOf(points)).toEqual(expected);
});

test.each([
  ["a full box begins with no zeros", drawn(3, 4, "##", "##"), [0, 4, 3, 4, 4, 5]],
  ["what is empty around it is left out", drawn(0, 0, "....", "..#.", "...."), [0, 1, 2, 1, 2, 1]],
  ["nothing", drawn(0, 0, "..", ".."), null],
  ["no pixels at all", blank({ left: 1, top: 1, right: 1, bottom: 1 }), null],
])("run lengths of pixels: %s", (_, bitmap, expected) => {
  expect(maskPoints(bitmap)).toEqual(expected);
});

test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))("run lengths carry every pixel (noise %i)", (seed) => {
  const bitmap = noise(seed, 7 + seed, 3 + (seed % 5));
  const points = maskPoints(bitmap) ?? [];
  const again = bitmapOf(points);
  expect(maskPoints(again)).toEqual(points);
  for (const [at, bit] of bitmap.bits.entries()) {
    const [x, y] = [bitmap.left + (at % bitmap.width), bitmap.top + Math.floor(at / bitmap.width)];
    expect(isSet(points, { x: x + 0.5, y: y + 0.5 })).toBe(bit === 1);
  }
  const [left = 0, top = 0, right = 0, bottom = 0] = points.slice(-4);
  expect(points.slice(0, -4).reduce((sum, run) => sum + run, 0)).toBe((right - left + 1) * (bottom - top + 1));
});

test("two masks together, one without the other, and one painted over", () => {
  const [one, other] = [drawn(0, 0, "##", "##"), drawn(1, 1, "##", "##")];
  expect(united(one, other)).toEqual(drawn(0, 0, "##.", "###", ".##"));
  expect(without(one, other)).toEqual(drawn(0, 0, "##", "#."));
  expect(patched(one, drawn(1, 0, ".#"))).toEqual(drawn(0, 0, "#.#", "##."));
});
