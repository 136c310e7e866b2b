import { expect, test } from "vitest";
import { maskPoints } from "./bitmap";
import { edgesOf, filled, hasHoles, signedArea, simplified, simplifiedRing } from "./outline";
import { drawn, noise } from "./sketch";

const SIZE = { width: 100, height: 100 };
const at = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y }));

test.each([
  ["a square", at([1, 1], [3, 1], [3, 3], [1, 3]), drawn(1, 1, "##", "##")],
  [
    "a triangle has the pixels whose centres it holds",
    at([0, 0], [4, 0], [0, 4]),
    drawn(0, 0, "###.", "##..", "#...", "...."),
  ],
  ["what is off the picture is left out", at([-5, -5], [2, -5], [2, 2], [-5, 2]), drawn(0, 0, "##", "##")],
])("filled: %s", (_, outline, expected) => {
  expect(filled(outline, SIZE)).toEqual(expected);
});

test.each([
  ["a square", drawn(5, 6, "##", "##"), [at([5, 6], [7, 6], [7, 8], [5, 8])]],
  [
    "two that touch by a corner",
    drawn(0, 0, "#.", ".#"),
    [at([0, 0], [1, 0], [1, 1], [0, 1]), at([1, 1], [2, 1], [2, 2], [1, 2])],
  ],
  ["a ring without its hole", drawn(0, 0, "###", "#.#", "###"), [at([0, 0], [3, 0], [3, 3], [0, 3])]],
])("the edge of %s", (_, bitmap, expected) => {
  expect(edgesOf(bitmap)).toEqual(expected);
});

test.each([
  ["a ring", drawn(0, 0, "####", "#..#", "####"), true],
  ["a bay", drawn(0, 0, "####", "#...", "####"), false],
  ["a speck", drawn(0, 0, "###", "#.#", "###"), false],
])("holes: %s", (_, bitmap, expected) => {
  expect(hasHoles(bitmap)).toBe(expected);
});

test.each([1, 2, 3, 4, 5, 6])("filling the edges of a mask gives it back, but for its holes (noise %i)", (seed) => {
  const bitmap = noise(seed, 9, 8);
  const rings = edgesOf(bitmap);
  const set = bitmap.bits.reduce((sum, bit) => sum + bit, 0);
  expect(rings.reduce((sum, ring) => sum + signedArea(ring), 0)).toBeGreaterThanOrEqual(set);
  for (const ring of rings) {
    const again = filled(ring, SIZE);
    expect(edgesOf(again).some((other) => JSON.stringify(other) === JSON.stringify(ring))).toBe(true);
  }
});

test("an area without holes is the same after the way through its outline", () => {
  const bitmap = drawn(10, 20, ".##.", "####", "###.", "#...");
  expect(edgesOf(bitmap).map((ring) => maskPoints(filled(ring, SIZE)))).toEqual([maskPoints(bitmap)]);
});

test("corners on the line say nothing", () => {
  expect(simplified(at([0, 0], [5, 0.2], [10, 0], [10, 10]), 0.5)).toEqual(at([0, 0], [10, 0], [10, 10]));
  const square = at([0, 0], [5, 0], [10, 0], [10, 5], [10, 10], [0, 10], [0, 5]);
  expect(simplifiedRing(square, 0.5)).toEqual(at([0, 0], [10, 0], [10, 10], [0, 10]));
});
