/** One shape becomes several, several become one, or a shape one of another type; each as the edits of one command. */

import type { Shape } from "@/api/types";
import type { Edit } from "./document";
import { changing, deleting, drawing } from "./edits";
import type { KeptItem, ShapeItem } from "./item";

type Form = Partial<Pick<Shape, "type" | "points" | "rotation">>;

/** The first piece stays the object that it was; the others are new ones, alike in everything but their form. */
export function splitting(frame: number, item: ShapeItem | KeptItem, pieces: readonly Form[]): Edit[] {
  const [first, ...others] = pieces;
  if (!first) return [];
  const { id: _, score: __, ...alike } = item.shape;
  return [
    changing(frame, item, first),
    ...drawing(
      frame,
      others.map((piece) => ({ ...alike, ...piece, source: "manual" as const })),
    ),
  ];
}

/** The first stays and takes the form of all; the others go. */
export function merging(frame: number, items: readonly (ShapeItem | KeptItem)[], form: Form): Edit[] {
  const [first, ...others] = items;
  return first ? [changing(frame, first, form), ...deleting(frame, others)] : [];
}
