/** Between outlines and pixels: filling an outline, tracing the edge of a mask, leaving out corners that say nothing. */

import { type Bitmap, blank } from "./bitmap";
import { boundsOf, distanceToSegment, type Point, type Size } from "./geometry";

/** The pixels of the picture whose centres lie inside (even-odd). */
export function filled(outline: readonly Point[], { width, height }: Size): Bitmap {
  const box = boundsOf(outline);
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  const bitmap = blank({
    left: within(Math.floor(box.left), width),
    top: within(Math.floor(box.top), height),
    right: within(Math.ceil(box.right), width),
    bottom: within(Math.ceil(box.bottom), height),
  });
  for (let row = 0; row < bitmap.height; row += 1) {
    const crossings = crossingsAt(outline, bitmap.top + row + 0.5);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [from = 0, to = 0] = [crossings[at], crossings[at + 1]];
      const first = within(Math.ceil(from - 0.5) - bitmap.left, bitmap.width);
      const last = within(Math.ceil(to - 0.5) - bitmap.left, bitmap.width);
      bitmap.bits.fill(1, row * bitmap.width + first, row * bitmap.width + last);
    }
  }
  return bitmap;
}

function crossingsAt(outline: readonly Point[], y: number): number[] {
  const found: number[] = [];
  let previous = outline.at(-1);
  for (const corner of outline) {
    if (previous && corner.y > y !== previous.y > y) {
      found.push(((previous.x - corner.x) * (y - corner.y)) / (previous.y - corner.y) + corner.x);
    }
    previous = corner;
  }
  return found.sort((a, b) => a - b);
}

/** East, south, west, north: each is a turn to the right of the one before. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
/** To the right, on, to the left: the right turn first keeps pixels that touch by a corner apart. */
const TURNS = [1, 0, 3] as const;

/** The outer edges of a bitmap's parts, along the sides of its pixels; holes are left out. */
export const edgesOf = (bitmap: Bitmap): Point[][] => ringsOf(bitmap).filter((ring) => signedArea(ring) > 0);

function ringsOf(bitmap: Bitmap): Point[][] {
  const sides = sidesOf(bitmap);
  const rings: Point[][] = [];
  for (let at = 0; at < sides.length; at += 1) {
    while ((sides[at] ?? 0) & 1) {
      rings.push(follow(sides, at, bitmap));
    }
  }
  return rings;
}

/** For each corner of the pixels, in which directions an edge leaves it with the mask to its right. */
function sidesOf({ width, height, bits }: Bitmap): Uint8Array {
  const stride = width + 1;
  const sides = new Uint8Array(stride * (height + 1));
  const isSet = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && bits[y * width + x] === 1;
  const add = (corner: number, direction: number) => {
    sides[corner] = (sides[corner] ?? 0) | (1 << direction);
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isSet(x, y)) continue;
      const corner = y * stride + x;
      if (!isSet(x, y - 1)) add(corner, 0);
      if (!isSet(x + 1, y)) add(corner + 1, 1);
      if (!isSet(x, y + 1)) add(corner + stride + 1, 2);
      if (!isSet(x - 1, y)) add(corner + stride, 3);
    }
  }
  return sides;
}

/** Walks around once from an edge that goes east, taking the edges away; gives the corners where it turned. */
function follow(sides: Uint8Array, start: number, { left, top, width }: Bitmap): Point[] {
  const stride = width + 1;
  const ring: Point[] = [];
  let [corner, direction, came] = [start, 0, -1];
  for (let turn: number | undefined = 0; turn !== undefined; came = direction) {
    direction = (direction + turn) % 4;
    if (direction !== came) ring.push({ x: left + (corner % stride), y: top + Math.floor(corner / stride) });
    sides[corner] = (sides[corner] ?? 0) & ~(1 << direction);
    const [dx, dy] = STEPS[direction] ?? STEPS[0];
    corner += dx + dy * stride;
    const [open, ahead] = [sides[corner] ?? 0, direction];
    turn = TURNS.find((by) => open & (1 << ((ahead + by) % 4)));
  }
  return ring;
}

/** Steps between pixels are smaller than this, in pixels of the picture. */
const STEP = 0.9;
/** Parts of a mask with less area than this are specks. */
const SPECK = 2;

/** The outlines of a bitmap's parts without the steps between pixels, the largest first; holes are filled. */
export const outlinesOf = (bitmap: Bitmap): Point[][] =>
  edgesOf(bitmap)
    .filter((ring) => signedArea(ring) >= SPECK)
    .map(smoothed)
    .sort((a, b) => signedArea(b) - signedArea(a));

/** Whether it has holes that its outlines do not show, larger than specks. */
export const hasHoles = (bitmap: Bitmap): boolean => ringsOf(bitmap).some((ring) => -signedArea(ring) >= SPECK);

/** Unless the part is so thin that nothing would be left. */
function smoothed(ring: Point[]): Point[] {
  const smooth = simplifiedRing(ring, STEP);
  return smooth.length > 2 ? smooth : ring;
}

/** Positive when the ring goes clockwise on the screen. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  let previous = ring.at(-1);
  for (const corner of ring) {
    if (previous) sum += previous.x * corner.y - corner.x * previous.y;
    previous = corner;
  }
  return sum / 2;
}

/** Leaves out what lies within `tolerance` of the line without it (Douglas and Peucker). */
export function simplified(line: readonly Point[], tolerance: number): Point[] {
  const kept = new Uint8Array(line.length);
  const open: [number, number][] = [[0, line.length - 1]];
  kept[0] = kept[line.length - 1] = 1;
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    const [farthest, distance] = farthestFrom(line, from, to);
    if (distance <= tolerance) continue;
    kept[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, at) => kept[at]);
}

function farthestFrom(line: readonly Point[], from: number, to: number): [number, number] {
  const [start, end] = [line[from], line[to]];
  let [farthest, most] = [from, -1];
  for (let at = from + 1; at < to; at += 1) {
    const corner = line[at];
    const distance = corner && start && end ? distanceToSegment(corner, start, end) : 0;
    if (distance > most) [farthest, most] = [at, distance];
  }
  return [farthest, most];
}

/** The same for a closed outline, which is cut where it is widest, so that no corner of it is favoured. */
export function simplifiedRing(ring: readonly Point[], tolerance: number): Point[] {
  const [first] = ring;
  if (!first || ring.length < 4) return [...ring];
  const distances = ring.map(({ x, y }) => Math.hypot(x - first.x, y - first.y));
  const across = distances.indexOf(Math.max(...distances));
  const one = simplified(ring.slice(0, across + 1), tolerance);
  const other = simplified([...ring.slice(across), first], tolerance);
  return [...one, ...other.slice(1, -1)];
}
