import { expect, test } from "vitest";
import { fitted, joined } from "./reach";

const WINDOW = { width: 1000, height: 600 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test.each([
  ["a small one", box(300.4, 200.6, 340, 230), box(300, 200, 428, 328)],
  ["one that is a little larger has the same size", box(310, 210, 420, 330), box(310, 210, 438, 338)],
  ["one that reaches over an edge", box(-40, -10, 60, 50), box(0, 0, 128, 128)],
  ["one that is larger than the window", box(-50, -50, 2000, 2000), box(0, 0, 1000, 600)],
  ["one beside the window", box(1100, 10, 1200, 50), null],
  ["none", null, null],
])("the overlay covers no more than it must: %s", (_, wanted, expected) => {
  expect(fitted(wanted, WINDOW)).toEqual(expected);
});

test("boxes are joined to the one around all", () => {
  expect(joined([box(0, 10, 5, 20), box(-3, 12, 4, 40)])).toEqual(box(-3, 10, 5, 40));
  expect(joined([])).toBeNull();
});
