import { expect, test } from "vitest";
import { foundObjects, labelsOf } from "./detection";

test("confidence may be text, points may be pairs, the type may be left out", () => {
  const [box, polygon] = foundObjects(
    [
      { label: "car", confidence: "0.93", points: [1, 2, 3, 4] },
      {
        label: "bus",
        confidence: 0.5,
        type: "polygon",
        points: [
          [0, 0],
          [9, 0],
          [9, 9],
        ],
      },
    ],
    ["bus", "car"],
  );
  expect(box).toMatchObject({ label: "car", score: 0.93, shape: { type: "rectangle", label_id: 1, score: 0.93 } });
  expect(polygon?.shape.points).toEqual([0, 0, 9, 0, 9, 9]);
});

test.each([
  ["an unknown type", { type: "hologram", points: [1, 2, 3, 4] }],
  ["no points", { type: "rectangle" }],
])("%s is not drawn", (_, detection) => {
  expect(foundObjects([detection], [])).toEqual([]);
});

test("an object without confidence has no score", () => {
  expect(foundObjects([{ label: "a", points: [1, 2, 3, 4] }], ["a"])[0]?.score).toBeNull();
});

test("labels that nobody promised come last", () => {
  expect(labelsOf([{ label: "dog" }, { label: "car" }], ["car", "bus"])).toEqual(["car", "bus", "dog"]);
});
