/** The labels of a task that is being made. */

import { nextColor } from "./palette";

export type LabelDraft = { key: number; name: string; color: string };

let lastKey = 0;

export function newDraft(drafts: readonly LabelDraft[], name = ""): LabelDraft {
  lastKey += 1;
  return { key: lastKey, name, color: nextColor(drafts.map((draft) => draft.color)) };
}

/** The names in a pasted text: one a line, or parted by commas or semicolons. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n\r,;\t]+/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/** The drafts with pasted names in place of the one that they were pasted into; names that are there are not doubled. */
export function withNames(drafts: readonly LabelDraft[], at: number, names: readonly string[]): LabelDraft[] {
  const result = [...drafts];
  const known = new Set(drafts.map((draft) => draft.name.trim()));
  let index = at;
  for (const name of names.filter((candidate) => !known.has(candidate))) {
    const empty = result[index];
    if (empty && !empty.name.trim()) result[index] = { ...empty, name };
    else result.splice(index, 0, newDraft(result, name));
    index += 1;
  }
  return result;
}

/** Names that are given more than once. */
export function doubled(drafts: readonly LabelDraft[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of drafts.map((draft) => draft.name.trim()).filter(Boolean)) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}

/** What is sent: the drafts that have a name. */
export const namedLabels = (drafts: readonly LabelDraft[]): { name: string; color: string }[] =>
  drafts.flatMap(({ name, color }) => (name.trim() ? [{ name: name.trim(), color }] : []));
