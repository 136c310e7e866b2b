import { expect, test } from "vitest";
import { doubled, type LabelDraft, namedLabels, namesIn, newDraft, withNames } from "./labels";
import { nextColor, PALETTE } from "./palette";

function drafts(...given: string[]): LabelDraft[] {
  const made: LabelDraft[] = [];
  for (const name of given) made.push(newDraft(made, name));
  return made;
}
const names = (made: readonly LabelDraft[]) => made.map(({ name }) => name);

test("each new label has a colour of its own until the palette ends", () => {
  const made = drafts(...PALETTE.map(String), "thirteenth");
  expect(new Set(made.map(({ color }) => color)).size).toBe(PALETTE.length);
  expect(nextColor([PALETTE[0].toUpperCase()])).toBe(PALETTE[1]);
});

test.each([
  ["a\nb\r\nc", ["a", "b", "c"]],
  ["car, bus ; tram", ["car", "bus", "tram"]],
  ["a\n\na\n", ["a"]],
  ["traffic light", ["traffic light"]],
])("names in %j", (text, expected) => {
  expect(namesIn(text)).toEqual(expected);
});

test("a pasted list fills the empty row and goes on below it", () => {
  expect(names(withNames(drafts("person", "", "dog"), 1, ["car", "bus", "dog"]))).toEqual([
    "person",
    "car",
    "bus",
    "dog",
  ]);
});

test("names given twice are found, empty ones are not sent", () => {
  const made = drafts("car", " car ", "", "bus");
  expect([...doubled(made)]).toEqual(["car"]);
  expect(namedLabels(drafts(" bus ", "")).map(({ name }) => name)).toEqual(["bus"]);
});
