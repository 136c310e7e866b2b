/** How a shape looks on the canvas: a prediction is dashed and shows its score, a low score is faint. */

import type { Shape } from "@/api/types";
import type { LookOf } from "./painter";

const UNKNOWN = { name: "?", color: "#9aa0a8" };
const LOW_SCORE = 0.4;

export function lookOfLabels(labels: ReadonlyMap<number, { name: string; color: string }>): LookOf {
  return (shape) => {
    const { name, color } = labels.get(shape.label_id) ?? UNKNOWN;
    return {
      color: color || UNKNOWN.color,
      caption: shape.score == null ? name : `${name} ${shape.score.toFixed(2)}`,
      dashed: isPrediction(shape),
      faint: (shape.score ?? 1) < LOW_SCORE,
    };
  };
}

/** Whether the shape is as a model made it, with no person's hand in it. */
export const isPrediction = (shape: Shape): boolean => shape.source === "auto";
