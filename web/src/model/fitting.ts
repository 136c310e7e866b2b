/** Which label goes with what is drawn: a label may be meant for one type of shape only, or for the whole frame. */

import type { Label, ShapeType } from "@/api/types";

export const TAG = "tag";

/** Whether an object of this type, or a tag, can carry the label. */
export const carries = ({ type }: Pick<Label, "type">, object: ShapeType | typeof TAG): boolean =>
  type === "any" || type === object;

/** The label that is chosen if it fits one of these, or else the first one that does. */
export function labelFor<L extends Pick<Label, "id" | "type">>(
  objects: ShapeType | typeof TAG | readonly ShapeType[],
  labels: readonly L[],
  chosen: number,
): L | undefined {
  const fitting = labels.filter((label) => [objects].flat().some((object) => carries(label, object)));
  return fitting.find(({ id }) => id === chosen) ?? fitting[0];
}
