/** In which order predictions are decided on, and which comes next. */

import { extentOf } from "./extent";
import { type Drawn, isPrediction, type Key, scoreOf } from "./item";

/** As a page is read: by rows of this many pixels, then from the left, so that the eye moves little. */
const LINE = 48;

export function byPosition(a: Drawn, b: Drawn): number {
  const [one, other] = [extentOf(a.shape), extentOf(b.shape)];
  return Math.floor(one.top / LINE) - Math.floor(other.top / LINE) || one.left - other.left || one.top - other.top;
}

/**
 * The lowest score first, and before it what has none: nothing speaks for those. Not the scores next to 0.5 first:
 * then wrong objects with a low score would come last, and whoever stops early, since what is left looks right,
 * would accept them. This way what is left is always surer than what was seen.
 */
export function byDoubt(a: Drawn, b: Drawn): number {
  const doubt = (item: Drawn) => (isPrediction(item) ? (scoreOf(item) ?? -1) : Number.POSITIVE_INFINITY);
  const [one, other] = [doubt(a), doubt(b)];
  return one === other ? byPosition(a, b) : one - other;
}

/** What nobody has decided on, the most doubtful first. */
export const queueOf = (items: readonly Drawn[]): Drawn[] => items.filter(isPrediction).sort(byDoubt);

/** The neighbour of an object in the queue; round again at its ends, and the first of it from anywhere else. */
export function neighbour(queue: readonly Drawn[], from: Key | null, by: 1 | -1): Drawn | undefined {
  const at = queue.findIndex(({ key }) => key === from);
  if (at < 0) return by > 0 ? queue[0] : queue.at(-1);
  return queue[(at + by + queue.length) % queue.length];
}

/** What comes after objects that have just been decided on: the next one that is left, or else the first. */
export function following(queue: readonly Drawn[], decided: ReadonlySet<Key>): Drawn | undefined {
  const last = queue.findLastIndex(({ key }) => decided.has(key));
  const left = (item: Drawn) => !decided.has(item.key);
  return queue.slice(last + 1).find(left) ?? queue.find(left);
}
