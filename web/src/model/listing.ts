/** In which order the list shows the objects of a frame. */

import type { Drawn } from "./item";
import { byDoubt, byPosition } from "./queue";

export const SORTINGS = ["drawn", "position", "class", "doubt"] as const;
export type Sorting = (typeof SORTINGS)[number];

/** The items, which come in drawing order; classes in the order of their labels. */
export function sorted(items: readonly Drawn[], sorting: Sorting, labels: readonly { id: number }[]): readonly Drawn[] {
  if (sorting === "drawn") return items;
  if (sorting === "position") return items.toSorted(byPosition);
  if (sorting === "doubt") return items.toSorted(byDoubt);
  const places = new Map(labels.map(({ id }, at) => [id, at]));
  const placeOf = ({ shape }: Drawn) => places.get(shape.label_id) ?? labels.length;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b) || byDoubt(a, b));
}
