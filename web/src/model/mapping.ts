/** Which label of the task a model's label becomes: the proposal, its order on the page, and what is sent. */

import type { Label, Model } from "@/api/types";

export type Row = { modelLabel: string; taskLabel: string | null };

/** What a model's label becomes, as CVAT's lambda API takes it. */
export type LabelMapping = { name: string; attributes: Record<string, string> };

/** Pairs labels by exact name, then by name without case and separators; the rest is left to the person. */
export function propose(modelLabels: readonly string[], taskLabels: readonly string[]): Row[] {
  const exact = new Set(taskLabels);
  const folded = new Map(taskLabels.toReversed().map((name) => [fold(name), name]));
  return modelLabels.map((modelLabel) => ({
    modelLabel,
    taskLabel: exact.has(modelLabel) ? modelLabel : (folded.get(fold(modelLabel)) ?? null),
  }));
}

/** The proposal for a model's labels on a task. */
export const proposalFor = ({ labels_v2 }: Pick<Model, "labels_v2">, labels: readonly Label[]): Row[] =>
  propose(
    labels_v2.map(({ name }) => name),
    labels.map(({ name }) => name),
  );

/** What a person has made of the proposal: the task's label for a model's, null where it is to be ignored. */
export type Changes = Readonly<Record<string, string | null>>;

/** Changes that name a label which the task has no more do not count. */
export function changedBy(rows: readonly Row[], changes: Changes, labels: readonly Label[]): Row[] {
  const known = new Set<string | null>([null, ...labels.map(({ name }) => name)]);
  return rows.map((row) => {
    const change = changes[row.modelLabel];
    return change !== undefined && known.has(change) ? { ...row, taskLabel: change } : row;
  });
}

const fold = (name: string): string =>
  name
    .trim()
    .toLocaleLowerCase("en")
    .replaceAll(/[\s_-]+/g, " ");

/** Rows without a partner first, so that they are seen; otherwise in the model's order. */
export function unmappedFirst(rows: readonly Row[]): Row[] {
  return [...rows.filter((row) => row.taskLabel === null), ...rows.filter((row) => row.taskLabel !== null)];
}

export const mappedCount = (rows: readonly Row[]): number => rows.filter((row) => row.taskLabel !== null).length;

/** The mapping as the server takes it; labels that are not in it are ignored by the run. */
export function mappingOf(rows: readonly Row[]): Record<string, LabelMapping> {
  return Object.fromEntries(
    rows.flatMap(({ modelLabel, taskLabel }) =>
      taskLabel === null ? [] : [[modelLabel, { name: taskLabel, attributes: {} }]],
    ),
  );
}
