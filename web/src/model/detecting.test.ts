import { expect, test } from "vitest";
import type { Shape } from "@/api/types";
import { detecting } from "./detecting";
import type { Item } from "./item";

const box = (points: number[], change: Partial<Shape> = {}): Shape =>
  ({ type: "rectangle", frame: 3, label_id: 1, points, source: "auto", score: 0.8, ...change }) as Shape;
const item = (key: number, shape: Shape): Item => ({ role: "shape", key, shape });
const kept = (key: number, shape: Shape): Item => ({ role: "kept", key, prediction: `r:${key}`, shape });
const on = (...items: Item[]) => ({ frame: 3, reviewed: false, items: new Map(items.map((each) => [each.key, each])) });
const found = (...shapes: Shape[]) => ({ shapes, tags: [] });
const NONE = new Set<number>();

test("what is found becomes predictions, and nothing else of the frame changes", () => {
  const there = item(7, box([0, 0, 10, 10], { source: "manual" }));
  const { edits, known } = detecting(on(there), found(box([50, 50, 60, 60], { source: "manual", id: 4 })), NONE);
  expect(edits).toHaveLength(1);
  expect(edits[0]).toMatchObject({
    frame: 3,
    before: null,
    after: { shape: { source: "auto", id: null, score: 0.8 } },
  });
  expect(known).toBe(0);
});

test.each([
  ["the same object", box([0, 0, 100, 100], { source: "manual" }), 1],
  ["nearly the same object", box([0, 0, 100, 96], { source: "semi-auto" }), 1],
  ["an object beside it", box([30, 0, 130, 100]), 0],
  ["another class at the place", box([0, 0, 100, 100], { label_id: 2 }), 0],
  ["another form at the place", box([0, 0, 100, 0, 100, 100, 0, 100], { type: "polygon" }), 0],
])("found where there is %s", (_, there, known) => {
  const result = detecting(on(item(7, there)), found(box([0, 0, 100, 100])), NONE);
  expect(result.known).toBe(known);
  expect(result.edits).toHaveLength(1 - known);
});

test("replacing takes undecided predictions of these classes, and nothing that a person has seen", () => {
  const items = [
    item(1, box([0, 0, 10, 10])),
    item(2, box([0, 0, 10, 10], { source: "semi-auto" })),
    item(3, box([0, 0, 10, 10], { label_id: 2 })),
    kept(4, box([40, 0, 50, 10])),
  ];
  const { edits } = detecting(on(...items), found(), new Set([1]));
  expect(edits).toEqual([{ frame: 3, before: items[0], after: null }]);
});

test("a prediction that was kept below the threshold is there once when it is found again", () => {
  const low = kept(4, box([40, 0, 50, 10]));
  const { edits } = detecting(on(low), found(box([40, 0, 50, 10])), NONE);
  expect(edits.map(({ before, after }) => [before?.key ?? null, after !== null])).toEqual([
    [4, false],
    [null, true],
  ]);
});

test("a tag is put on the frame once", () => {
  const tag = { frame: 3, label_id: 5, source: "manual" } as const;
  const tagged = on({ role: "tag", key: 9, tag: tag as never });
  const tags = [
    { ...tag, score: 0.9 },
    { ...tag, label_id: 6 },
  ];
  const { edits, known } = detecting(tagged, { shapes: [], tags: tags as never }, NONE);
  expect(edits).toMatchObject([{ before: null, after: { tag: { label_id: 6, source: "auto" } } }]);
  expect(known).toBe(1);
});
