/** What a function's configuration says of itself: title, kind, the labels of its model. */

import type { DeployedFunction } from "@/api/types";

export type Card = { name: string; title: string; kind: string; labels: string[]; workers: number | null };

export function cardOf(found: DeployedFunction): Card {
  const { name, annotations = {} } = found.metadata;
  return {
    name,
    title: text(annotations.name) || name,
    kind: text(annotations.type),
    labels: labelsIn(text(annotations.spec)),
    workers: workersOf(found),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The names in the JSON list of `metadata.annotations.spec`; a broken list has none. */
export function labelsIn(spec: string): string[] {
  try {
    const list: unknown = JSON.parse(spec);
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: { name?: unknown }) => (typeof entry?.name === "string" ? [entry.name] : []));
  } catch {
    return [];
  }
}

function workersOf({ spec, status }: DeployedFunction): number | null {
  if (typeof status.workers === "number") return status.workers;
  for (const trigger of Object.values(spec.triggers ?? {})) {
    const { maxWorkers, numWorkers } = trigger as { maxWorkers?: unknown; numWorkers?: unknown };
    const workers = numWorkers ?? maxWorkers;
    if (typeof workers === "number") return workers;
  }
  return null;
}
