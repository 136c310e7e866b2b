import { expect, test } from "vitest";
import { labelFor } from "./fitting";

const LABELS = [
  { id: 1, type: "polygon" },
  { id: 2, type: "any" },
  { id: 3, type: "tag" },
  { id: 4, type: "rectangle" },
];

test.each([
  ["the chosen one if it fits", "rectangle", 4, 4],
  ["one for everything fits", "mask", 2, 2],
  ["the first that fits else", "rectangle", 1, 2],
  ["tags", "tag", 3, 3],
] as const)("the label for what is drawn: %s", (_, object, chosen, expected) => {
  expect(labelFor(object, LABELS, chosen)?.id).toBe(expected);
});

test("no label may fit", () => {
  expect(labelFor("mask", [{ id: 1, type: "polygon" }], 1)).toBeUndefined();
});
