import { expect, test } from "vitest";
import { boundsOf, distanceToLine, isInside, pairs, turned } from "./geometry";

const square = pairs([0, 0, 10, 0, 10, 10, 0, 10]);
const horseshoe = pairs([0, 0, 10, 0, 10, 10, 8, 10, 8, 2, 2, 2, 2, 10, 0, 10]);

test.each([
  ["middle", { x: 5, y: 5 }, square, true],
  ["outside", { x: 11, y: 5 }, square, false],
  ["the leg of a horseshoe", { x: 1, y: 5 }, horseshoe, true],
  ["between the legs", { x: 5, y: 5 }, horseshoe, false],
  ["an empty outline", { x: 0, y: 0 }, [], false],
])("inside: %s", (_, point, outline, expected) => {
  expect(isInside(point, outline)).toBe(expected);
});

test.each([
  ["beside a side", { x: 5, y: -3 }, true, 3],
  ["beside a corner", { x: 13, y: 14 }, true, 5],
  ["the closing side", { x: -2, y: 5 }, true, 2],
  ["an open line has no closing side", { x: 4, y: 5 }, false, 5],
])("distance: %s", (_, point, closed, expected) => {
  expect(distanceToLine(point, square, closed)).toBeCloseTo(expected);
});

test("a quarter turn is clockwise on the screen", () => {
  const { x, y } = turned({ x: 10, y: 0 }, { x: 0, y: 0 }, 90);
  expect([x, y]).toEqual([expect.closeTo(0), expect.closeTo(10)]);
});

test("bounds of points", () => {
  expect(boundsOf(horseshoe)).toEqual({ left: 0, top: 0, right: 10, bottom: 10 });
});
