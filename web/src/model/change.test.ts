import { expect, test } from "vitest";
import { differenceOf, type FrameChange, isEmpty } from "./change";
import type { FrameDocument } from "./document";
import type { Item, KeptItem, ShapeItem, TagItem } from "./item";

const shape = (key: number, x = 0): ShapeItem => ({
  role: "shape",
  key,
  shape: { type: "points", frame: 0, label_id: 1, points: [x, 0] },
});
const kept: KeptItem = { ...shape(-9), role: "kept", prediction: "4:2" };
const tag = (key: number): TagItem => ({ role: "tag", key, tag: { frame: 0, label_id: 1 } });
const frame = (...items: Item[]): FrameDocument => ({
  frame: 0,
  items: new Map(items.map((item) => [item.key, item])),
  reviewed: false,
});
const ids = new Map([[-1, 71]]);
const taken = { ...shape(-9) };
const one = shape(1);

test.each<[string, FrameDocument, FrameDocument, Partial<FrameChange>]>([
  ["a shape that was drawn", frame(), frame(shape(-2)), { created: [{ ...shape(-2).shape, id: null }] }],
  ["a shape that was moved", frame(one), frame(shape(1, 5)), { updated: [{ ...shape(1, 5).shape, id: 1 }] }],
  ["one drawn here and moved", frame(shape(-1)), frame(shape(-1, 5)), { updated: [{ ...shape(0, 5).shape, id: 71 }] }],
  ["a shape that was deleted", frame(one, shape(2)), frame(one), { deleted: [2] }],
  ["a deletion taken back keeps its id", frame(), frame(one), { created: [{ ...one.shape, id: 1 }] }],
  ["a prediction accepted", frame(kept), frame(taken), { created: [{ ...taken.shape, id: null }], taken: ["4:2"] }],
  ["a prediction rejected", frame(kept), frame(), { dismissed: ["4:2"] }],
  ["a rejection taken back", frame(), frame(kept), { restored: ["4:2"] }],
  ["a tag", frame(), frame(tag(-3)), { tags_created: [{ ...tag(-3).tag, id: null }] }],
  ["a tag that was deleted", frame(tag(6)), frame(), { tags_deleted: [6] }],
  ["the frame is done", frame(), { ...frame(), reviewed: true }, { reviewed: true }],
])("%s", (_, base, now, expected) => {
  const { change } = differenceOf(base, now, ids);
  expect(isEmpty(change)).toBe(false);
  const told = Object.entries(change).filter(
    ([, part]) => part !== null && !(Array.isArray(part) && part.length === 0),
  );
  expect(Object.fromEntries(told)).toEqual(expected);
});

test("what was drawn and deleted again is nothing to tell", () => {
  expect(isEmpty(differenceOf(frame(one), frame(one), ids).change)).toBe(true);
});
