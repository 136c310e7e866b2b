/** Objects that are taken to another place or frame: copies that a person stands behind, without id and score. */

import type { Shape } from "@/api/types";
import type { Edit } from "./document";
import { drawing } from "./edits";
import type { Drawn } from "./item";

export type Copy = Omit<Shape, "frame">;

export function copyOf({ shape }: Drawn): Copy {
  const { id: _, frame: __, score: ___, elements = [], ...rest } = shape;
  const copies = elements.map(({ id: _id, score: _score, ...element }) => element);
  return { ...rest, elements: copies, source: "manual" };
}

/** What of the copies is not on the frame already: the same object pasted twice at one place helps nobody. */
export function pasting(frame: number, copies: readonly Copy[], present: Iterable<Drawn>): Edit[] {
  const placeOf = ({ type, label_id, points = [], rotation = 0 }: Copy) =>
    JSON.stringify([type, label_id, rotation, points]);
  const taken = new Set([...present].map(({ shape }) => placeOf(shape)));
  return drawing(
    frame,
    copies.filter((copy) => copy.type === "skeleton" || !taken.has(placeOf(copy))),
  );
}
