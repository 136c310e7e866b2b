/** Which tiles of a grid are picked, and where the keyboard stands: a click picks and unpicks, Shift reaches from the last one. */

import type { Key } from "./item";

export type Picking = { readonly picked: ReadonlySet<Key>; readonly cursor: Key | null };

export const NOTHING_PICKED: Picking = { picked: new Set(), cursor: null };

export function clicked({ picked, cursor }: Picking, keys: readonly Key[], key: Key, reaching: boolean): Picking {
  const next = new Set(picked);
  if (reaching) for (const each of between(keys, cursor ?? key, key)) next.add(each);
  else if (!next.delete(key)) next.add(key);
  return { picked: next, cursor: key };
}

/** The cursor moves by places, and stays on the grid; `reaching` picks what it passes. */
export function stepped(picking: Picking, keys: readonly Key[], by: number, reaching: boolean): Picking {
  const at = keys.indexOf(picking.cursor ?? Number.NaN);
  const to = keys[at < 0 ? 0 : Math.max(0, Math.min(keys.length - 1, at + by))];
  if (to === undefined) return picking;
  if (!reaching) return { ...picking, cursor: to };
  return { picked: new Set([...picking.picked, ...between(keys, picking.cursor ?? to, to)]), cursor: to };
}

/** What a key is for: what is picked, or else where the cursor stands. */
export const meant = ({ picked, cursor }: Picking): ReadonlySet<Key> =>
  picked.size > 0 || cursor === null ? picked : new Set([cursor]);

/** After what was meant has been decided on: nothing is picked, and the cursor is on what comes in its place. */
export function decided(picking: Picking, before: readonly Key[], now: readonly Key[]): Picking {
  const done = meant(picking);
  const last = before.findLastIndex((key) => done.has(key));
  const left = new Set(now);
  const next = before.slice(last + 1).find((key) => left.has(key)) ?? now.at(-1) ?? null;
  return { picked: new Set(), cursor: next };
}

/** Those that are on the grid. */
export function present(picking: Picking, keys: ReadonlySet<Key>): Picking {
  const { picked, cursor } = picking;
  const lost = [...picked].some((key) => !keys.has(key));
  const stands = cursor === null || keys.has(cursor);
  if (!lost && stands) return picking;
  return { picked: new Set([...picked].filter((key) => keys.has(key))), cursor: stands ? cursor : null };
}

function between(keys: readonly Key[], from: Key, to: Key): readonly Key[] {
  const [one, other] = [keys.indexOf(from), keys.indexOf(to)];
  if (one < 0 || other < 0) return [to];
  return keys.slice(Math.min(one, other), Math.max(one, other) + 1);
}
