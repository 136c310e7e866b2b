import { expect, test } from "vitest";
import { cleared, type Filter, matches, NO_FILTER, partsOn } from "./filter";
import type { Item } from "./item";

const car: Item = {
  role: "shape",
  key: 1,
  shape: { type: "rectangle", frame: 0, label_id: 7, points: [0, 0, 40, 20], source: "auto", score: 0.6 },
};

const CASES: [Partial<Filter>, boolean][] = [
  [{}, true],
  [{ labels: new Set([7]) }, true],
  [{ labels: new Set([8]) }, false],
  [{ named: new Set() }, false],
  [{ types: new Set(["polygon"]) }, false],
  [{ makers: new Set(["person"]) }, false],
  [{ makers: new Set(["model", "file"]) }, true],
  [{ decisions: new Set(["decided"]) }, false],
  [{ score: { from: 0.5, to: null } }, true],
  [{ score: { from: null, to: 0.5 } }, false],
  [{ side: { from: 20, to: 20 } }, true],
  [{ side: { from: 21, to: null } }, false],
];

test.each(CASES)("%o lets a car of the model through: %s", (part, expected) => {
  expect(matches(car, { ...NO_FILTER, ...part })).toBe(expected);
});

test("what has no score is in no range of scores", () => {
  const drawn: Item = { ...car, shape: { ...car.shape, score: undefined, source: "manual" } } as Item;
  expect(matches(drawn, { ...NO_FILTER, score: { from: 0, to: null } })).toBe(false);
});

test("parts can be taken off one by one until nothing is left", () => {
  const filter: Filter = { ...NO_FILTER, text: "ca", named: new Set([7]), score: { from: 0.5, to: null } };
  expect(partsOn(filter)).toEqual(["text", "score"]);
  expect(cleared(cleared(filter, "score"), "text")).toBe(NO_FILTER);
});
