/** How an item looks: a prediction is dashed and shows its score, an accepted one is ticked, a low score is faint. */

import type { Bones } from "@/model/bones";
import { type Drawn, type Review, reviewOf } from "@/model/item";
import { colorAt } from "@/model/palette";
import type { Appearance } from "@/model/preferences";

export type Look = {
  readonly color: string;
  readonly caption: string;
  /** Lengths of line and gap in pixels of the screen; none for a solid line. */
  readonly dash: readonly number[];
  readonly faint: boolean;
  /** Of a skeleton: which of its joints are joined. */
  readonly bones?: Bones;
};
export type LookOf = (item: Drawn) => Look;

const UNKNOWN = { name: "?", color: "#9aa0a8", bones: undefined };
const LOW_SCORE = 0.4;
const DASHES: Record<Review, readonly number[]> = { prediction: [6, 4], accepted: [], manual: [] };
const DOTS = [2, 4];

export function lookOfLabels(
  labels: ReadonlyMap<number, { name: string; color: string; bones?: Bones }>,
  colorBy: Appearance["colorBy"] = "class",
): LookOf {
  return (item) => {
    const { name, color, bones } = labels.get(item.shape.label_id) ?? UNKNOWN;
    const review = reviewOf(item);
    const { score } = item.shape;
    return {
      color: (colorBy === "object" ? colorAt(Math.abs(item.key)) : color) || UNKNOWN.color,
      caption: [review === "accepted" ? "✓" : "", name, score?.toFixed(2)].filter(Boolean).join(" "),
      dash: item.role === "kept" ? DOTS : DASHES[review],
      faint: review === "prediction" && (score ?? 1) < LOW_SCORE,
      bones,
    };
  };
}
