/** Cuts outlines and masks in two along a line. */

import { type Bitmap, blank, boxOfBitmap } from "./bitmap";
import { isInside, type Point } from "./geometry";

type Crossing = { readonly edge: number; readonly along: number; readonly at: Point };

/** The pieces of an outline that the line crosses; just the outline when it does not run through it. */
export function sliced(ring: readonly Point[], from: Point, to: Point): Point[][] {
  const crossings = crossingsOf(ring, from, to);
  const [first, second, next] = isInside(from, ring) ? crossings.slice(1) : crossings;
  if (!first || !second) return [[...ring]];
  const pieces = [between(ring, first, second), between(ring, second, first)];
  if (!next) return pieces;
  // Between two crossings the line runs outside of the outline, and so of all pieces.
  const outside = { x: (second.at.x + next.at.x) / 2, y: (second.at.y + next.at.y) / 2 };
  return pieces.flatMap((piece) => sliced(piece, outside, to));
}

/** Where the line meets the outline, in the order of the line. */
function crossingsOf(ring: readonly Point[], from: Point, to: Point): Crossing[] {
  const found = ring.flatMap((start, edge): Crossing[] => {
    const end = ring[(edge + 1) % ring.length];
    if (!end) return [];
    const [before, after] = [sideOf(start, from, to), sideOf(end, from, to)];
    if (before >= 0 === after >= 0) return [];
    const share = before / (before - after);
    const at = { x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y) };
    const along = alongOf(at, from, to);
    return along >= 0 && along <= 1 ? [{ edge, along, at }] : [];
  });
  return found.sort((a, b) => a.along - b.along);
}

/** The outline from one crossing on to the other; no edge is crossed twice by a line. */
function between(ring: readonly Point[], start: Crossing, end: Crossing): Point[] {
  const [first, last] = [start.edge + 1, end.edge + 1];
  const corners = first <= last ? ring.slice(first, last) : [...ring.slice(first), ...ring.slice(0, last)];
  return [start.at, ...corners, end.at];
}

/** The pixels on either side of the line, as far as it may be drawn out; null when all lie on one side. */
export function slicedMask(bitmap: Bitmap, from: Point, to: Point): [Bitmap, Bitmap] | null {
  const [one, other] = [blank(boxOfBitmap(bitmap)), blank(boxOfBitmap(bitmap))];
  for (const [at, bit] of bitmap.bits.entries()) {
    if (!bit) continue;
    const centre = {
      x: bitmap.left + (at % bitmap.width) + 0.5,
      y: bitmap.top + Math.floor(at / bitmap.width) + 0.5,
    };
    (sideOf(centre, from, to) >= 0 ? one : other).bits[at] = 1;
  }
  return one.bits.includes(1) && other.bits.includes(1) ? [one, other] : null;
}

const sideOf = (point: Point, from: Point, to: Point): number =>
  (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);

function alongOf(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
}
