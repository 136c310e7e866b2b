/** Which items are shown and can be picked; what is hidden keeps its place on the server. */

import { type Item, isKept, isPrediction, type Key, labelOf, scoreOf } from "./item";

export type Visibility = {
  /** Predictions with a lower score are hidden, those without a score shown; null shows what the run made shapes of. */
  readonly threshold: number | null;
  readonly hiddenLabels: ReadonlySet<number>;
  readonly hidden: ReadonlySet<Key>;
  readonly locked: ReadonlySet<Key>;
};

/** Hidden only by the confidence slider. */
export const isBelow = (item: Item, threshold: number | null): boolean =>
  threshold === null ? isKept(item) : isPrediction(item) && (scoreOf(item) ?? 1) < threshold;

export const isShown = (item: Item, { threshold, hiddenLabels, hidden }: Visibility): boolean =>
  !isBelow(item, threshold) && !hiddenLabels.has(labelOf(item)) && !hidden.has(item.key);

export function toggled<T>(set: ReadonlySet<T>, members: Iterable<T>): ReadonlySet<T> {
  const result = new Set(set);
  const all = [...members];
  const on = all.some((member) => !result.has(member));
  for (const member of all) on ? result.add(member) : result.delete(member);
  return result;
}
