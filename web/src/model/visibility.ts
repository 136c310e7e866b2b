/** Which items are shown and can be picked; what is hidden keeps its place on the server. */

import { type Filter, matches } from "./filter";
import { type Item, isKept, isPrediction, type Key, labelOf, scoreOf } from "./item";

/** From which score on predictions are shown; those without a score always are. */
export type Limits = {
  /** Null shows what the run made shapes of. */
  readonly threshold: number | null;
  /** For single labels, in place of the one for all. */
  readonly thresholds: ReadonlyMap<number, number>;
};

export type Visibility = Limits & {
  readonly hiddenLabels: ReadonlySet<number>;
  readonly hidden: ReadonlySet<Key>;
  readonly locked: ReadonlySet<Key>;
  readonly filter: Filter;
};

/** Hidden by the confidence slider. */
export function isBelow(item: Item, { threshold, thresholds }: Limits): boolean {
  const limit = thresholds.get(labelOf(item)) ?? threshold;
  return limit === null ? isKept(item) : isPrediction(item) && (scoreOf(item) ?? 1) < limit;
}

export const isShown = (item: Item, visibility: Visibility): boolean =>
  !isBelow(item, visibility) &&
  !visibility.hiddenLabels.has(labelOf(item)) &&
  !visibility.hidden.has(item.key) &&
  matches(item, visibility.filter);

export function toggled<T>(set: ReadonlySet<T>, members: Iterable<T>): ReadonlySet<T> {
  const result = new Set(set);
  const all = [...members];
  const on = all.some((member) => !result.has(member));
  for (const member of all) on ? result.add(member) : result.delete(member);
  return result;
}

const STEP = 0.05;

/** The threshold one step up or down, on whole steps, which are as fine as a score is read. */
export function stepped(threshold: number, by: 1 | -1): number {
  const steps = by > 0 ? Math.floor(threshold / STEP + 1e-6) + 1 : Math.ceil(threshold / STEP - 1e-6) - 1;
  return Math.max(0, Math.min(1, Math.round(steps * STEP * 100) / 100));
}
