/** What a detector has found on a frame becomes edits: never over what is there, and nothing twice. */

import type { Shape, Tag } from "@/api/types";
import type { Edit, FrameDocument } from "./document";
import { deleting, drawing, tagging } from "./edits";
import { extentOf } from "./extent";
import { shareOf } from "./geometry";
import { type Drawn, type Item, isDrawn, isKept, isPrediction, isTagged, labelOf } from "./item";

export type Detected = { readonly shapes: readonly Shape[]; readonly tags: readonly Tag[] };

export type Detecting = {
  readonly edits: readonly Edit[];
  /** How many were there already, as far as one can tell: of the same class at the same place. */
  readonly known: number;
};

/** Boxes that share so much are of the same object. */
const SAME = 0.85;

/**
 * Classes in `replaced` lose what nobody has decided on. A prediction that a run had kept below its threshold is taken
 * up where it is found again.
 */
export function detecting({ frame, items }: FrameDocument, found: Detected, replaced: ReadonlySet<number>): Detecting {
  const all = [...items.values()];
  const going = new Set(all.filter((item) => !isKept(item) && isPrediction(item) && replaced.has(labelOf(item))));
  const staying = all.filter((item) => !going.has(item));
  const [kept, drawn] = [staying.filter(isKept), staying.filter((item) => !isKept(item))];
  const shapes = found.shapes.filter((shape) => !drawn.some((item) => isDrawn(item) && isSame(item, shape)));
  const tags = found.tags.filter(({ label_id }) => !drawn.some((item) => isTagged(item) && labelOf(item) === label_id));
  const isFoundAgain = (item: Item) =>
    isDrawn(item)
      ? shapes.some((shape) => isSame(item, shape))
      : tags.some(({ label_id }) => label_id === labelOf(item));
  return {
    edits: [
      ...deleting(frame, [...going, ...kept.filter(isFoundAgain)]),
      ...drawing(frame, shapes.map(asPrediction)),
      ...tags.map((tag) => tagging(frame, asPrediction(tag))),
    ],
    known: found.shapes.length + found.tags.length - shapes.length - tags.length,
  };
}

const isSame = ({ shape }: Drawn, other: Shape): boolean =>
  shape.label_id === other.label_id && shape.type === other.type && shareOf(extentOf(shape), extentOf(other)) >= SAME;

/** Whatever the function says, nobody has looked at it yet. */
const asPrediction = <T extends object>(found: T): T => ({ ...found, id: null, source: "auto" });
