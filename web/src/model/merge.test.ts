import { expect, test } from "vitest";
import type { FrameDocument } from "./document";
import type { Item, Key } from "./item";
import { composed, type Draft, draftOf, isSame, merge, overtakenIn } from "./merge";

const box = (key: Key, left: number, source = "manual"): Item => ({
  role: "shape",
  key,
  shape: { type: "rectangle", frame: 0, label_id: 1, points: [left, 0, left + 10, 10], source },
});
const kept = (key: Key, left: number): Item => {
  const { shape } = box(key, left, "auto") as Extract<Item, { role: "shape" }>;
  return { role: "kept", key, shape, prediction: `run:${key}` };
};
const page = (items: readonly (Item | null)[], reviewed = false): FrameDocument => ({
  frame: 0,
  items: new Map(items.flatMap((item) => (item ? [[item.key, item]] : []))),
  reviewed,
});
const lefts = ({ items }: FrameDocument): number[] =>
  [...items.values()].map((item) => ("shape" in item ? (item.shape.points?.[0] ?? -1) : -1));

test.each<[string, Item | null, Item | null, Item | null, number[], boolean]>([
  ["nobody", box(1, 0), box(1, 0), box(1, 0), [0], false],
  ["only we moved it", box(1, 0), box(1, 5), box(1, 0), [5], false],
  ["only they moved it", box(1, 0), box(1, 0), box(1, 7), [7], false],
  ["both moved it to the same place", box(1, 0), box(1, 7), box(1, 7), [7], false],
  ["both moved it", box(1, 0), box(1, 5), box(1, 7), [5], true],
  ["only we deleted it", box(1, 0), null, box(1, 0), [], false],
  ["only they deleted it", box(1, 0), box(1, 0), null, [], false],
  ["both deleted it", box(1, 0), null, null, [], false],
  ["we deleted what they moved", box(1, 0), null, box(1, 7), [], true],
  ["we moved what they deleted", box(1, 0), box(1, 5), null, [5], true],
  ["we made one", null, box(-1, 5), null, [5], false],
  ["they made one", null, null, box(1, 7), [7], false],
  ["we accepted a prediction", kept(-1, 0), box(-1, 0, "semi-auto"), kept(-1, 0), [0], false],
  ["a prediction is not offered any more", kept(-1, 0), kept(-1, 0), null, [], false],
  ["we accepted what is not offered any more", kept(-1, 0), box(-1, 0, "semi-auto"), null, [0], false],
  ["we dismissed what is not offered any more", kept(-1, 0), null, null, [], false],
])("one object: %s", (_, base, ours, theirs, left, conflict) => {
  const before = page([base]);
  // What nobody touched is the very same object, as in the editor.
  const now = page([isSame(base, ours) ? base : ours]);
  const { document, conflicts } = merge(page([theirs]), draftOf(before, now), true);
  expect([lefts(document), conflicts.size > 0]).toEqual([left, conflict]);
});

test("what has arrived although no answer came is not made twice", () => {
  const draft = draftOf(page([]), page([box(-1, 5), box(-2, 9)]));
  expect(lefts(merge(page([box(17, 5)]), draft, true).document)).toEqual([5, 9]);
});

test("what both have accepted is there once", () => {
  const draft = draftOf(page([kept(-1, 0)]), page([box(-1, 0, "semi-auto")]));
  expect(lefts(merge(page([box(17, 0, "semi-auto")]), draft, true).document)).toEqual([0]);
});

test("a conflict stays open until it is settled, unless both sides have come to the same", () => {
  const draft = draftOf(page([box(1, 7)]), page([box(1, 5)]));
  const open = new Set([1]);
  expect(merge(page([box(1, 7)]), draft, false, open).conflicts).toEqual(open);
  expect(merge(page([box(1, 5)]), draft, true, open).conflicts).toEqual(new Set());
});

test.each([
  [false, true],
  [true, false],
])("that a frame is reviewed holds only if nobody has changed it (%s)", (moved, reviewed) => {
  const draft = draftOf(page([]), page([], true));
  expect(merge(page([]), draft, moved).document.reviewed).toBe(reviewed);
});

test("two drafts are one", () => {
  const [first, second, third] = [page([box(1, 0)]), page([box(1, 5), box(-1, 3)], true), page([box(1, 9)], false)];
  const whole: Draft = composed(draftOf(first, second), draftOf(second, third));
  expect(whole.edits).toEqual([{ frame: 0, before: box(1, 0), after: box(1, 9) }]);
  expect(whole.mark).toEqual({ frame: 0, before: false, after: false });
});

test("what the server fills in or rounds makes no difference", () => {
  const ours = box(1, 5.001);
  const theirs = box(2, 5);
  if (theirs.role === "shape") Object.assign(theirs.shape, { id: 2, rotation: 0, attributes: [], occluded: false });
  expect(isSame(ours, theirs)).toBe(true);
});

test.each<[string, Item | null, Key[]]>([
  ["as the step left it", box(1, 5), []],
  ["as it was before already", box(1, 0), []],
  ["moved by somebody else", box(1, 7), [1]],
  ["deleted by somebody else", null, [1]],
])("what a step back would change: %s", (_, now, expected) => {
  const step = { name: "move" as const, edits: [{ frame: 0, before: box(1, 5), after: box(1, 0) }], marks: [] };
  expect(overtakenIn(page([now]), step)).toEqual(expected);
  expect(overtakenIn({ ...page([now]), frame: 1 }, step)).toEqual([]);
});
