/**
 * Pulls the sides of a box to edges in the picture: the contrast between what lies on both sides of a line (the difference
 * of boxes of Rosenfeld and Thurston, 1971), taken along each side in short pieces on summed areas (Crow, 1984).
 */

import type { Box, Size } from "./geometry";

/** Four bytes a pixel, row by row. */
export type Pixels = Size & { readonly data: ArrayLike<number> };

/** How far a side may go in and out, in parts of the box: it is tightened more than it is let out. */
const [INWARD, OUTWARD] = [0.2, 0.06];
/** How much less an edge counts at the end of that way: the box is nearly right. */
const PULL = 0.6;
/** Of edges that are nearly as strong the outermost counts: others lie within the object. */
const NEARLY = 0.92;
/** Corners say little: what is round does not reach into them. */
const TRIM = 0.1;
const PIECES = 24;
/** The sides depend on each other, since each is only looked at between its neighbours. */
const ROUNDS = 3;

type Axis = "x" | "y";
type Span = { readonly from: number; readonly to: number };

/** What must be seen of the picture to snap a box, in whole pixels. */
export function sightOf(box: Box, { width, height }: Size): Box {
  const room = Math.ceil(OUTWARD * Math.max(box.right - box.left, box.bottom - box.top)) + 16;
  return {
    left: Math.max(0, Math.floor(box.left) - room),
    top: Math.max(0, Math.floor(box.top) - room),
    right: Math.min(width, Math.ceil(box.right) + room),
    bottom: Math.min(height, Math.ceil(box.bottom) + room),
  };
}

/** The box in pixels of what is seen. A side at the border of that, which is the picture's, stays there. */
export function snapped(pixels: Pixels, box: Box): Box {
  const sums = new Sums(pixels);
  const [wide, high] = [
    { from: box.left, to: box.right },
    { from: box.top, to: box.bottom },
  ];
  let [x, y]: [Span, Span] = [wide, high];
  for (let round = 0; round < ROUNDS; round += 1) {
    x = pulled(sums, "x", wide, y);
    y = pulled(sums, "y", high, x);
  }
  return { left: x.from, top: y.from, right: x.to, bottom: y.to };
}

/** Both sides across one axis, with the other two as they are. */
function pulled(sums: Sums, axis: Axis, span: Span, along: Span): Span {
  const length = span.to - span.from;
  const reach = Math.max(4, INWARD * length);
  const strip = Math.max(2, Math.min(8, Math.round(0.03 * length)));
  const strength = (at: number) => sums.contrast(axis, at, strip, along);
  const out = Math.max(2, OUTWARD * length);
  const end = axis === "x" ? sums.width : sums.height;
  const from = span.from < 1 ? span.from : edgeNear(span.from, -out, reach, strength);
  const to = span.to > end - 1 ? span.to : edgeNear(span.to, out, -reach, strength);
  return to - from >= 2 ? { from, to } : span;
}

/** The best line between two offsets, the outer one first; the side itself where there is no edge at all. */
function edgeNear(side: number, outer: number, inner: number, strength: (at: number) => number): number {
  const step = Math.sign(inner - outer);
  const lines: { at: number; value: number }[] = [];
  for (let at = Math.round(side + outer); (Math.round(side + inner) - at) * step >= 0; at += step) {
    const far = Math.min(1, Math.abs(at - side) / Math.abs(inner));
    lines.push({ at, value: strength(at) * (1 - PULL * far) });
  }
  const best = Math.max(...lines.map(({ value }) => value));
  if (best <= 0) return side;
  const isPeak = ({ value }: { value: number }, place: number) =>
    value >= NEARLY * best && value >= (lines[place - 1]?.value ?? 0) && value >= (lines[place + 1]?.value ?? 0);
  return lines.find(isPeak)?.at ?? side;
}

/** Sums of each channel over all that lies above and to the left, so that the mean of any box costs four look-ups. */
class Sums {
  readonly width: number;
  readonly height: number;
  private readonly sums: readonly Float64Array[];

  constructor({ width, height, data }: Pixels) {
    [this.width, this.height] = [width, height];
    this.sums = [0, 1, 2].map((channel) => summed(data, width, height, channel));
  }

  /** How much both sides of a line differ, piece by piece along a span. */
  contrast(axis: Axis, at: number, strip: number, { from, to }: Span): number {
    const [start, end] = [from + TRIM * (to - from), to - TRIM * (to - from)];
    const pieces = Math.max(1, Math.min(PIECES, Math.floor((end - start) / 2)));
    let sum = 0;
    for (let piece = 0; piece < pieces; piece += 1) {
      const first = Math.round(start + ((end - start) * piece) / pieces);
      const last = Math.max(first + 1, Math.round(start + ((end - start) * (piece + 1)) / pieces));
      sum += this.difference(axis, at, strip, first, last);
    }
    return sum / pieces;
  }

  private difference(axis: Axis, at: number, strip: number, first: number, last: number): number {
    let most = 0;
    for (const sums of this.sums) {
      const [before, after] =
        axis === "x"
          ? [this.mean(sums, at - strip, first, at, last), this.mean(sums, at, first, at + strip, last)]
          : [this.mean(sums, first, at - strip, last, at), this.mean(sums, first, at, last, at + strip)];
      if (before === null || after === null) return 0;
      most = Math.max(most, Math.abs(before - after));
    }
    // Four times the contrast says twice as much: one strong piece must not outweigh a whole side.
    return Math.sqrt(most);
  }

  /** Null where nothing of the picture lies. */
  private mean(sums: Float64Array, left: number, top: number, right: number, bottom: number): number | null {
    const [l, r] = [Math.max(0, left), Math.min(this.width, right)];
    const [t, b] = [Math.max(0, top), Math.min(this.height, bottom)];
    if (l >= r || t >= b) return null;
    const at = (x: number, y: number) => sums[y * (this.width + 1) + x] ?? 0;
    return (at(r, b) - at(r, t) - at(l, b) + at(l, t)) / ((r - l) * (b - t));
  }
}

function summed(data: ArrayLike<number>, width: number, height: number, channel: number): Float64Array {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let line = 0;
    for (let x = 0; x < width; x += 1) {
      line += data[(y * width + x) * 4 + channel] ?? 0;
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] ?? 0) + line;
    }
  }
  return sums;
}
