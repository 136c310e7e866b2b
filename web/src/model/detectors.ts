/** Which detectors there are for a task: those that answer and know most of its labels come first. */

import type { Label, Model } from "@/api/types";
import { mappedCount, proposalFor } from "./mapping";

export type Fit = { readonly model: Model; readonly mapped: number; readonly known: number };

/** A server that says nothing of states has only functions that are ready. */
export const isReady = ({ state }: Pick<Model, "state">): boolean => (state ?? "ready") === "ready";

export function fitting(models: readonly Model[], labels: readonly Label[]): Fit[] {
  const fits = models.map((model) => {
    const rows = proposalFor(model, labels);
    return { model, mapped: mappedCount(rows), known: rows.length };
  });
  const rank = ({ model, mapped }: Fit) => (isReady(model) ? 2 : 0) + (mapped > 0 ? 1 : 0);
  return fits.sort((a, b) => rank(b) - rank(a) || b.mapped - a.mapped || a.model.name.localeCompare(b.model.name));
}
