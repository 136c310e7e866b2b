/** The pixels of a mask as bytes that can be worked on, and as the run lengths that its shape carries; no canvas here. */

import type { Box, Point } from "./geometry";

export type Bitmap = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, 1 where the mask is. */
  readonly bits: Uint8Array;
};

/** `points` are run lengths (the first counts zeros, row by row), then left, top, right, bottom, inclusive. */
export function bitmapOf(points: readonly number[]): Bitmap {
  const [left = 0, top = 0, right = -1, bottom = -1] = points.slice(-4);
  const bitmap = blank({ left, top, right: right + 1, bottom: bottom + 1 });
  let at = 0;
  for (let index = 0; index < points.length - 4; index += 1) {
    const end = at + (points[index] ?? 0);
    if (index % 2 === 1) bitmap.bits.fill(1, at, end);
    at = end;
  }
  return bitmap;
}

/** The points of a mask, cut to its set pixels; null when there are none. */
export function maskPoints(bitmap: Bitmap): number[] | null {
  const box = setBox(bitmap);
  if (!box) return null;
  const { bits, width } = cut(bitmap, box);
  const points: number[] = [];
  let [run, value] = [0, 0];
  for (const bit of bits) {
    if (bit !== value) {
      points.push(run);
      [run, value] = [0, bit];
    }
    run += 1;
  }
  points.push(run, box.left, box.top, box.left + width - 1, box.bottom - 1);
  return points;
}

/** An empty bitmap; `right` and `bottom` lie beyond its last pixels. */
export function blank({ left, top, right, bottom }: Box): Bitmap {
  const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  return { left, top, width, height, bits: new Uint8Array(width * height) };
}

export const boxOfBitmap = ({ left, top, width, height }: Bitmap): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** The part of a bitmap that lies in a box, which may reach beyond it. */
export function cut(bitmap: Bitmap, box: Box): Bitmap {
  const result = blank(box);
  copy(bitmap, result);
  return result;
}

/** Both together. */
export function united(one: Bitmap, other: Bitmap): Bitmap {
  const result = cut(one, boxAround(one, other));
  each(other, result, (from, to) => {
    result.bits[to] = (result.bits[to] ?? 0) | (other.bits[from] ?? 0);
  });
  return result;
}

/** What is left of one without the pixels of the other. */
export function without(one: Bitmap, other: Bitmap): Bitmap {
  const result = { ...one, bits: one.bits.slice() };
  each(other, result, (from, to) => {
    if (other.bits[from]) result.bits[to] = 0;
  });
  return result;
}

/** A bitmap with a part of it painted anew. */
export function patched(base: Bitmap | null, patch: Bitmap): Bitmap {
  if (!base) return patch;
  const result = cut(base, boxAround(base, patch));
  copy(patch, result);
  return result;
}

/** Whether a mask's points have a pixel set, without making a bitmap of them. */
export function isSet(points: readonly number[], { x, y }: Point): boolean {
  const [left = 0, top = 0, right = 0, bottom = 0] = points.slice(-4);
  const [column, row] = [Math.floor(x) - left, Math.floor(y) - top];
  if (column < 0 || row < 0 || column > right - left || row > bottom - top) return false;
  let rest = row * (right - left + 1) + column;
  let run = 0;
  for (; run < points.length - 4 && rest >= (points[run] ?? 0); run += 1) rest -= points[run] ?? 0;
  return run % 2 === 1 && run < points.length - 4;
}

/** Calls with the places of the pixels that both have. */
function each(from: Bitmap, to: Bitmap, visit: (from: number, to: number) => void) {
  const left = Math.max(from.left, to.left);
  const right = Math.min(from.left + from.width, to.left + to.width);
  const bottom = Math.min(from.top + from.height, to.top + to.height);
  for (let y = Math.max(from.top, to.top); y < bottom; y += 1) {
    const [source, target] = [(y - from.top) * from.width - from.left, (y - to.top) * to.width - to.left];
    for (let x = left; x < right; x += 1) visit(source + x, target + x);
  }
}

function copy(from: Bitmap, to: Bitmap) {
  each(from, to, (source, target) => {
    to.bits[target] = from.bits[source] ?? 0;
  });
}

const boxAround = (one: Bitmap, other: Bitmap): Box => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.left + one.width, other.left + other.width),
  bottom: Math.max(one.top + one.height, other.top + other.height),
});

function setBox({ left, top, width, height, bits }: Bitmap): Box | null {
  const first = bits.indexOf(1);
  if (first < 0) return null;
  const [above, below] = [Math.floor(first / width), Math.floor(bits.lastIndexOf(1) / width)];
  let [from, to] = [width, -1];
  for (let row = above; row <= below; row += 1) {
    const line = bits.subarray(row * width, Math.min((row + 1) * width, width * height));
    const start = line.indexOf(1);
    if (start < 0) continue;
    from = Math.min(from, start);
    to = Math.max(to, line.lastIndexOf(1));
  }
  return { left: left + from, top: top + above, right: left + to + 1, bottom: top + below + 1 };
}
