/** One frame as it is drawn now, and the commands that change it; everything here is pure. */

import type { Item, Key } from "./item";

export type FrameDocument = {
  readonly frame: number;
  readonly items: ReadonlyMap<Key, Item>;
  /** Whether a person has said that the frame is done. */
  readonly reviewed: boolean;
};

/** What becomes of one item; nothing before it is one that is made, nothing after it one that is deleted. */
export type Edit = { readonly frame: number; readonly before: Item | null; readonly after: Item | null };
export type Mark = { readonly frame: number; readonly before: boolean; readonly after: boolean };

/** One change that a person made, however many objects and frames it touched; undone and done again as one. */
export type Command = {
  readonly name: CommandName;
  readonly edits: readonly Edit[];
  readonly marks: readonly Mark[];
};

export type CommandName =
  | "draw"
  | "detect"
  | "move"
  | "resize"
  | "delete"
  | "relabel"
  | "accept"
  | "reject"
  | "review"
  | "paste"
  | "propagate"
  | "order"
  | "attributes"
  | "convert"
  | "points"
  | "tag"
  | "mask"
  | "merge"
  | "settle";

export const keyOf = ({ before, after }: Edit): Key => (before ?? after)?.key ?? 0;

export const inverse = ({ name, edits, marks }: Command): Command => ({
  name,
  edits: edits.map(({ frame, before, after }) => ({ frame, before: after, after: before })).reverse(),
  marks: marks.map(({ frame, before, after }) => ({ frame, before: after, after: before })).reverse(),
});

export function applied(document: FrameDocument, command: Command): FrameDocument {
  const edits = command.edits.filter(({ frame }) => frame === document.frame);
  const mark = command.marks.findLast(({ frame }) => frame === document.frame);
  if (edits.length === 0 && !mark) return document;
  const items = new Map(document.items);
  for (const edit of edits) {
    if (edit.after) items.set(keyOf(edit), edit.after);
    else items.delete(keyOf(edit));
  }
  return { frame: document.frame, items, reviewed: mark?.after ?? document.reviewed };
}

export const framesOf = ({ edits, marks }: Command): number[] => [
  ...new Set([...edits, ...marks].map(({ frame }) => frame)),
];

/** Two changes of the same objects as one, as when a key is held down. */
export function merged(first: Command, then: Command): Command | null {
  const [before, now] = [new Map(first.edits.map((edit) => [keyOf(edit), edit])), then.edits];
  const same = first.name === then.name && before.size === now.length && now.every((edit) => before.has(keyOf(edit)));
  if (!same || first.marks.length + then.marks.length > 0) return null;
  return { ...then, edits: now.map((edit) => ({ ...edit, before: before.get(keyOf(edit))?.before ?? null })) };
}

/** Everything that was done and undone in this job, without limit. */
export type History = { readonly done: readonly Command[]; readonly undone: readonly Command[] };

export const NO_HISTORY: History = { done: [], undone: [] };

export const after = (history: History, command: Command): History => ({
  done: [...history.done, command],
  undone: [],
});

export const stepBack = ({ done, undone }: History, command: Command): History => ({
  done: done.slice(0, -1),
  undone: [...undone, command],
});

export const stepForth = ({ done, undone }: History, command: Command): History => ({
  done: [...done, command],
  undone: undone.slice(0, -1),
});
