/** Brings together what was changed here with what the server has by now, object by object; pure. */

import { type Command, type Edit, type FrameDocument, keyOf, type Mark } from "./document";
import { type Item, isDrawn, isKept, type Key } from "./item";

/** How a frame came to be what it is from what it was, however many commands that took. */
export type Draft = { readonly edits: readonly Edit[]; readonly mark: Mark | null };

export type Merge = {
  /** What was changed by one side only, and where both did, how it is here. */
  readonly document: FrameDocument;
  /** What both sides have changed, each in its own way. */
  readonly conflicts: ReadonlySet<Key>;
};

export function draftOf(base: FrameDocument, now: FrameDocument): Draft {
  const { frame } = now;
  const edits: Edit[] = [];
  for (const key of new Set([...base.items.keys(), ...now.items.keys()])) {
    const [before, after] = [base.items.get(key) ?? null, now.items.get(key) ?? null];
    if (before !== after) edits.push({ frame, before, after });
  }
  const mark = base.reviewed === now.reviewed ? null : { frame, before: base.reviewed, after: now.reviewed };
  return { edits, mark };
}

/** Two drafts, one after the other, as one. */
export function composed(first: Draft, then: Draft): Draft {
  const edits = new Map(first.edits.map((edit) => [keyOf(edit), edit]));
  for (const edit of then.edits) {
    const key = keyOf(edit);
    edits.set(key, { ...edit, before: edits.get(key)?.before ?? (edits.has(key) ? null : edit.before) });
  }
  const mark = then.mark && first.mark ? { ...then.mark, before: first.mark.before } : (then.mark ?? first.mark);
  return { edits: [...edits.values()].filter(({ before, after }) => before || after), mark };
}

/** `open`: conflicts that nobody has settled yet; they stay open although the draft begins at the server's side. */
export function merge(theirs: FrameDocument, draft: Draft, moved: boolean, open: ReadonlySet<Key> = new Set()): Merge {
  const items = new Map(theirs.items);
  const conflicts = new Set<Key>();
  for (const edit of draft.edits) {
    const { before, after } = edit;
    const key = keyOf(edit);
    const their = theirs.items.get(key) ?? null;
    if (isSame(their, after) || isTwice(theirs, before, after, their)) continue;
    if (isLapsed(before, their)) {
      if (after && !isKept(after)) items.set(key, after);
      continue;
    }
    if (open.has(key) || !isSame(their, before)) conflicts.add(key);
    if (after) items.set(key, after);
    else items.delete(key);
  }
  // Who has looked at a frame has not looked at what somebody else made of it since.
  const reviewed = draft.mark && !moved ? draft.mark.after : theirs.reviewed;
  return { document: { frame: theirs.frame, items, reviewed }, conflicts };
}

/** What a step back or forth would change although it is no more as that step knows it: somebody else has changed it since. */
export function overtakenIn(document: FrameDocument | undefined, step: Command): Key[] {
  return step.edits
    .filter(({ frame }) => frame === document?.frame)
    .filter((edit) => {
      const now = document?.items.get(keyOf(edit)) ?? null;
      return !isSame(now, edit.before) && !isSame(now, edit.after);
    })
    .map(keyOf);
}

/** What was made here has arrived already, only the answer has not; or the other side has accepted the same. */
function isTwice(theirs: FrameDocument, before: Item | null, after: Item | null, their: Item | null): boolean {
  if (!after || isKept(after) || their || (before && !isKept(before))) return false;
  return [...theirs.items.values()].some((item) => isSame(item, after));
}

/** A prediction that is not offered any more is nobody's object. */
const isLapsed = (before: Item | null, their: Item | null): boolean =>
  before !== null && isKept(before) && their === null;

/** Whether two versions of an object say the same, whatever their keys and ids. */
export function isSame(one: Item | null, other: Item | null): boolean {
  if (one === other) return true;
  if (!one || !other || one.role !== other.role) return false;
  if (isKept(one) && isKept(other)) return one.prediction === other.prediction;
  return isDrawn(one) && isDrawn(other)
    ? equal(one.shape, other.shape)
    : !isDrawn(one) && !isDrawn(other) && equal(one.tag, other.tag);
}

/** What the server may fill in or round on its way. */
const TOLERANCE = 0.01;
const isVoid = (value: unknown): boolean =>
  value === null || value === undefined || value === false || value === 0 || (Array.isArray(value) && !value.length);

function equal(one: unknown, other: unknown): boolean {
  if (one === other || (isVoid(one) && isVoid(other))) return true;
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) < TOLERANCE;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, at) => equal(part, other[at]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  names.delete("id");
  return [...names].every((name) => equal(one[name], other[name]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
