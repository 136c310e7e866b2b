/** Sums over the labels of a task. */

import type { LabelStatistics } from "@/api/types";

/** What only a model has had a hand in. */
export const byModel = (label: LabelStatistics): number => label.by_source.auto ?? 0;

export function objectsOf(labels: readonly LabelStatistics[]): { objects: number; byPeople: number } {
  const objects = labels.reduce((sum, label) => sum + label.objects, 0);
  return { objects, byPeople: objects - labels.reduce((sum, label) => sum + byModel(label), 0) };
}
