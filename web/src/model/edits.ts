/** The edits that every way of working is made of; each is a list of edits for one command. */

import type { Label, Shape, Tag } from "@/api/types";
import { defaultsOf, withValue } from "./attributes";
import type { Edit } from "./document";
import { carries } from "./fitting";
import {
  type Item,
  isPrediction,
  isTagged,
  type KeptItem,
  type Key,
  labelOf,
  type ShapeItem,
  withShape,
  withTag,
} from "./item";

let lastKey = 0;

/** A key for what the server does not know yet. */
export function newKey(): Key {
  lastKey -= 1;
  return lastKey;
}

/** Only what can be changed here: tracks are shown and kept. */
export const isEditable = (item: Item): item is ShapeItem | KeptItem => item.role === "shape" || item.role === "kept";

export const drawing = (frame: number, shapes: readonly Omit<Shape, "frame">[]): Edit[] =>
  shapes.map((shape) => ({
    frame,
    before: null,
    after: { role: "shape", key: newKey(), shape: { ...shape, frame } },
  }));

export const tagging = (frame: number, tag: Omit<Tag, "frame">): Edit => ({
  frame,
  before: null,
  after: { role: "tag", key: newKey(), tag: { ...tag, frame } },
});

export const changing = (frame: number, item: ShapeItem | KeptItem, change: Partial<Shape>): Edit => ({
  frame,
  before: item,
  after: withShape(item, change),
});

export const deleting = (frame: number, items: readonly Item[]): Edit[] =>
  items.filter((item) => item.role !== "track").map((item) => ({ frame, before: item, after: null }));

/** What a person changes of an item, whatever it is; tracks stay as they are. */
const changed = (frame: number, item: Item, change: Partial<Shape> & Partial<Tag>): Edit[] => {
  if (isEditable(item)) return [changing(frame, item, change)];
  return isTagged(item) ? [{ frame, before: item, after: withTag(item, change) }] : [];
};

/** Predictions become what a person stands behind; the others stay as they are. */
export const accepting = (frame: number, items: readonly Item[]): Edit[] =>
  items.filter(isPrediction).flatMap((item) => changed(frame, item, {}));

/** Attributes belong to a label, so another label has its own defaults. */
export const relabelling = (frame: number, items: readonly Item[], label: Label): Edit[] =>
  items
    .filter((item) => labelOf(item) !== label.id && (isTagged(item) || fits(item.shape, label)))
    .flatMap((item) => changed(frame, item, { label_id: label.id, attributes: defaultsOf(label) }));

export const attributing = (frame: number, items: readonly Item[], spec: number, value: string): Edit[] =>
  items.flatMap((item) => {
    const { attributes } = isTagged(item) ? item.tag : item.shape;
    return changed(frame, item, { attributes: withValue(attributes, spec, value) });
  });

/** Whether a shape can carry this label. */
export const fits = (shape: Pick<Shape, "type">, label: Label): boolean => carries(label, shape.type);
