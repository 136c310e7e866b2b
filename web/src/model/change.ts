/** What the server must be told so that its frame becomes ours: the difference, however it came about. */

import type { FrameChange as SentChange, Shape } from "@/api/types";
import type { FrameDocument } from "./document";
import { type Item, isKept, type Key } from "./item";

/** Everything but the name under which it is sent. `taken`, `dismissed`, `restored`: kept predictions that became
 * objects, that were rejected, and that are neither any more. */
export type FrameChange = Required<Omit<SentChange, "change">>;

export type Numbered = { change: FrameChange; createdKeys: Key[]; tagKeys: Key[] };

/** Ids that the server gave to what has a negative key; undefined where it has none any more. */
export type Ids = ReadonlyMap<Key, number | undefined>;

export const idOf = (key: Key, ids: Ids): number | undefined => (key > 0 && !ids.has(key) ? key : ids.get(key));

const shapeOf = (item: Item | undefined) => (item?.role === "shape" ? item : undefined);
const tagOf = (item: Item | undefined) => (item?.role === "tag" ? item : undefined);
const keptOf = (item: Item | undefined) => (item && isKept(item) ? item : undefined);

export function differenceOf(base: FrameDocument, now: FrameDocument, ids: Ids): Numbered {
  const change: FrameChange = {
    ...{ created: [], updated: [], deleted: [], tags_created: [], tags_updated: [], tags_deleted: [] },
    ...{ taken: [], dismissed: [], restored: [] },
    reviewed: base.reviewed === now.reviewed ? null : now.reviewed,
  };
  const result: Numbered = { change, createdKeys: [], tagKeys: [] };
  for (const key of new Set([...base.items.keys(), ...now.items.keys()])) {
    const [was, is] = [base.items.get(key), now.items.get(key)];
    if (was === is) continue;
    compareShapes(result, key, was, is, ids);
    compareTags(result, key, was, is, ids);
    comparePredictions(change, was, is);
  }
  return result;
}

function compareShapes({ change, createdKeys }: Numbered, key: Key, was?: Item, is?: Item, ids: Ids = new Map()) {
  const [before, now, id] = [shapeOf(was), shapeOf(is), idOf(key, ids)];
  if (now && before) change.updated.push({ ...now.shape, id: id ?? null });
  else if (now) {
    change.created.push(id === undefined ? anew(now.shape) : { ...now.shape, id });
    createdKeys.push(key);
  } else if (before && id !== undefined) change.deleted.push(id);
}

/** What comes back under another id has no parts under theirs either. */
const anew = (shape: Shape): Shape => ({
  ...shape,
  id: null,
  elements: shape.elements?.map((element) => ({ ...element, id: null })),
});

function compareTags({ change, tagKeys }: Numbered, key: Key, was?: Item, is?: Item, ids: Ids = new Map()) {
  const [before, now, id] = [tagOf(was), tagOf(is), idOf(key, ids)];
  if (now && before) change.tags_updated.push({ ...now.tag, id: id ?? null });
  else if (now) {
    change.tags_created.push({ ...now.tag, id: id ?? null });
    tagKeys.push(key);
  } else if (before && id !== undefined) change.tags_deleted.push(id);
}

function comparePredictions(change: FrameChange, was?: Item, is?: Item) {
  const [before, now] = [keptOf(was), keptOf(is)];
  if (before && !now) (is ? change.taken : change.dismissed).push(before.prediction);
  if (now && !before) change.restored.push(now.prediction);
}

export const isEmpty = (change: FrameChange): boolean =>
  change.reviewed === null && Object.values(change).every((part) => !Array.isArray(part) || part.length === 0);

/** How many objects the server does not have as they are now. */
export const sizeOf = (change: FrameChange): number =>
  Object.values(change).reduce<number>((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 0) -
  change.taken.length -
  change.restored.length +
  (change.reviewed === null ? 0 : 1);
