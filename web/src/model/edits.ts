/** The edits that every way of working is made of; each is a list of edits for one command. */

import type { Label, Shape, Tag } from "@/api/types";
import { defaultsOf } from "./attributes";
import type { Edit } from "./document";
import { type Item, isPrediction, type KeptItem, type Key, type ShapeItem, touched, withShape } from "./item";

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

/** Predictions become what a person stands behind; the others stay as they are. */
export const accepting = (frame: number, items: readonly Item[]): Edit[] =>
  items.filter(isPrediction).flatMap((item): Edit[] => {
    if (isEditable(item)) return [changing(frame, item, {})];
    if (item.role !== "tag") return [];
    return [{ frame, before: item, after: { ...item, tag: { ...item.tag, source: "semi-auto" } } }];
  });

/** Attributes belong to a label, so another label has its own defaults. */
export const relabelling = (frame: number, items: readonly Item[], label: Label): Edit[] =>
  items.flatMap((item): Edit[] => {
    const attributes = defaultsOf(label);
    if (item.role === "tag") {
      const tag = { ...item.tag, label_id: label.id, attributes, source: touched(item.tag.source) };
      return item.tag.label_id === label.id ? [] : [{ frame, before: item, after: { ...item, tag } }];
    }
    if (!isEditable(item) || item.shape.label_id === label.id || !fits(item.shape, label)) return [];
    return [changing(frame, item, { label_id: label.id, attributes })];
  });

/** Whether a shape can carry this label. */
export const fits = (shape: Pick<Shape, "type">, label: Label): boolean =>
  label.type === "any" || label.type === shape.type;
