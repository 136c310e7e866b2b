/** Which label of the task a model's label becomes: the proposal, its order on the page, and what is sent. */

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
