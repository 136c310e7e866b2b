import { expect, test } from "vitest";
import { runs } from "./mask";

const of = (points: number[]) => [...runs({ type: "mask", frame: 0, label_id: 1, points })];

test.each([
  ["one pixel", [0, 1, 5, 6, 5, 6], [{ x: 5, y: 6, length: 1 }]],
  [
    "a run over the end of a row is two runs",
    [1, 4, 1, 10, 20, 12, 21],
    [
      { x: 11, y: 20, length: 2 },
      { x: 10, y: 21, length: 2 },
    ],
  ],
  ["nothing set", [4, 0, 0, 1, 1], []],
])("runs of a mask: %s", (_, points, expected) => {
  expect(of(points)).toEqual(expected);
});
