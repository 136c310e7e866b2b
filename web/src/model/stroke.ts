/** What a stroke of the brush makes of masks: worked out beside the page, where it does not hold up the pointer. */

import { type Bitmap, bitmapOf, maskPoints, patched, without } from "./bitmap";

export type Stroke = {
  /** The mask as it was; null for a new one. */
  readonly mask: readonly number[] | null;
  /** The box that was painted in, as it looks now. */
  readonly patch: Omit<Bitmap, "bits"> & { readonly rgba: ArrayBuffer };
  /** Masks that lose what is painted over them. */
  readonly below: readonly (readonly number[])[];
};

export type Stroked = {
  /** Null when nothing is left. */
  readonly mask: number[] | null;
  /** In the order of the stroke's; undefined for those that were not touched. */
  readonly below: readonly (number[] | null | undefined)[];
};

const OPAQUE = 128;

export function stroked({ mask, patch, below }: Stroke): Stroked {
  const { rgba, ...box } = patch;
  const painted = patched(mask ? bitmapOf(mask) : null, { ...box, bits: opaque(rgba) });
  return { mask: maskPoints(painted), below: below.map((points) => uncovered(points, painted)) };
}

function opaque(rgba: ArrayBuffer): Uint8Array {
  const colours = new Uint8Array(rgba);
  const bits = new Uint8Array(colours.length / 4);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (colours[4 * at + 3] ?? 0) >= OPAQUE ? 1 : 0;
  return bits;
}

function uncovered(points: readonly number[], above: Bitmap): number[] | null | undefined {
  const bitmap = bitmapOf(points);
  const left = without(bitmap, above);
  return left.bits.every((bit, at) => bit === bitmap.bits[at]) ? undefined : maskPoints(left);
}
