import { expect, test } from "vitest";
import { foundIn } from "./answer";

const SIZE = { width: 8, height: 6 };
const ROWS = [
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0, 255, 255, 255, 0, 0, 0, 0],
  [0, 255, 255, 255, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 255, 0],
];
const FOUND = { mask: [0, 3, 3, 3, 1, 1, 3, 2], polygon: [1, 1, 4, 1, 4, 3, 1, 3], rectangle: [1, 1, 4, 3] };

test("a mask of rows is an object in each form, its polygon around the largest part", () => {
  expect(foundIn({ mask: ROWS.slice(0, 3) }, SIZE)).toMatchObject({
    polygon: FOUND.polygon,
    rectangle: FOUND.rectangle,
  });
  expect(foundIn({ mask: ROWS }, SIZE)).toMatchObject({ polygon: FOUND.polygon, rectangle: [1, 1, 7, 4] });
});

test("truth values are a mask too", () => {
  const rows = ROWS.map((row) => row.map((value) => value > 0));
  expect(foundIn({ mask: rows, points: [] }, SIZE)).toEqual(foundIn({ mask: ROWS }, SIZE));
});

test.each([
  [
    "pairs",
    {
      points: [
        [1, 1],
        [4, 1],
        [4, 3],
        [1, 3],
      ],
    },
  ],
  ["one list", { points: FOUND.polygon }],
  ["an agent's polygon", { shapes: [{ type: "polygon", points: FOUND.polygon }] }],
  ["an agent's box", { shapes: [{ type: "rectangle", points: FOUND.rectangle }] }],
  [
    "an agent's mask",
    {
      shapes: [
        { type: "polygon", points: [0, 0, 1, 0, 1, 1] },
        { type: "mask", points: [0, 6, 1, 1, 3, 2] },
      ],
    },
  ],
])("points are read as %s", (_, body) => {
  expect(foundIn(body, SIZE)).toEqual({ ...FOUND, mask: [0, 6, 1, 1, 3, 2] });
});

test.each([
  [
    "an empty mask",
    {
      mask: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  ["no points", { points: [] }],
  ["no shapes", { shapes: [] }],
  ["neither", {}],
])("nothing is found in %s", (_, body) => {
  expect(foundIn(body, SIZE)).toBeNull();
});

test.each([
  ["an embedding", { blob: "AAAA" }, "embedding"],
  ["a list", [], "not an object"],
  ["uneven rows", { mask: [[0], [0, 1]] }, "differ in length"],
  ["a flat mask", { mask: [0, 1] }, "not a list of rows"],
])("%s is refused by its name", (_, body, says) => {
  expect(() => foundIn(body, SIZE)).toThrow(says);
});
