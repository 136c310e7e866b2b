import { expect, test } from "vitest";
import { signedArea } from "./outline";
import { drawn } from "./sketch";
import { sliced, slicedMask } from "./slicing";

const at = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y }));
const SQUARE = at([0, 0], [10, 0], [10, 10], [0, 10]);
/** Two arms that point up. */
const FORK = at([0, 0], [2, 0], [2, 6], [8, 6], [8, 0], [10, 0], [10, 10], [0, 10]);

test.each([
  ["a square in the middle", SQUARE, [5, -1, 5, 11], [50, 50]],
  ["a square from corner to corner", SQUARE, [-1, -1, 11, 11], [50, 50]],
  ["not with a line that ends inside", SQUARE, [5, -1, 5, 5], [100]],
  ["not beside it", SQUARE, [20, 0, 20, 10], [100]],
  ["both arms of a fork", FORK, [-1, 3, 11, 3], [6, 6, 52]],
  ["one arm of a fork", FORK, [-1, 3, 5, 3], [6, 58]],
  ["the other arm, from between", FORK, [5, 3, 11, 3], [6, 58]],
])("cut: %s", (_, ring, [x0 = 0, y0 = 0, x1 = 0, y1 = 0], areas) => {
  const pieces = sliced(ring, { x: x0, y: y0 }, { x: x1, y: y1 });
  const found = pieces.map((piece) => Math.abs(signedArea(piece)));
  expect(found.map((area) => Math.round(area * 1000) / 1000).sort((a, b) => a - b)).toEqual(areas);
});

test("a mask is cut along pixels", () => {
  const mask = drawn(4, 4, "####", "####");
  expect(slicedMask(mask, { x: 6, y: 0 }, { x: 6, y: 9 })).toEqual([
    drawn(4, 4, "##..", "##.."),
    drawn(4, 4, "..##", "..##"),
  ]);
  expect(slicedMask(mask, { x: 1, y: 0 }, { x: 1, y: 9 })).toBeNull();
});
