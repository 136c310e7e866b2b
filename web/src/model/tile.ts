/** An object of a job as the grid shows it: a cut-out of its picture, and what is known of it. */

import type { PlacedObject } from "@/api/types";
import { extentOf } from "./extent";
import { type Range, within } from "./filter";
import type { Box, Size } from "./geometry";
import { type Key, labelOf, type Review, reviewOf, type ShapeItem, scoreOf } from "./item";

export type Tile = {
  readonly key: Key;
  readonly frame: number;
  readonly label: number;
  readonly score: number | null;
  readonly review: Review;
  readonly box: Box;
};

export function tileOfPlaced({ id: _, frame, label_id, source, score, box }: PlacedObject, key: Key): Tile {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const review = source === "auto" ? "prediction" : source === "semi-auto" ? "accepted" : "manual";
  return { key, frame, label: label_id, score: score ?? null, review, box: { left, top, right, bottom } };
}

const made = new WeakMap<ShapeItem, Tile>();

/** The same tile for the same item, so that a wall of them is not drawn anew for a change of one. */
export function tileOf(item: ShapeItem): Tile {
  const known = made.get(item);
  if (known) return known;
  const { key, shape } = item;
  const told = { frame: shape.frame, label: labelOf(item), score: scoreOf(item), review: reviewOf(item) };
  const tile = { key, ...told, box: extentOf(shape) };
  made.set(item, tile);
  return tile;
}

export type TileOrder = "doubt" | "sure" | "frame" | "size";
export const TILE_ORDERS: readonly TileOrder[] = ["doubt", "sure", "frame", "size"];

export type TileFilter = {
  readonly undecided: boolean;
  readonly labels: ReadonlySet<number>;
  readonly scores: Range;
};

export const fitsFilter = ({ review, label, score }: Tile, { undecided, labels, scores }: TileFilter): boolean =>
  (!undecided || review === "prediction") && (labels.size === 0 || labels.has(label)) && within(score, scores);

const byPlace = (a: Tile, b: Tile): number => a.frame - b.frame || a.box.top - b.box.top || a.box.left - b.box.left;

/** What has no score is the most doubtful: nothing speaks for it. */
const scored = ({ score }: Tile): number => score ?? -1;

const sideOf = ({ box }: Tile): number => Math.max(box.right - box.left, box.bottom - box.top);

const COMPARED: Record<TileOrder, (a: Tile, b: Tile) => number> = {
  doubt: (a, b) => scored(a) - scored(b) || byPlace(a, b),
  sure: (a, b) => scored(b) - scored(a) || byPlace(a, b),
  frame: byPlace,
  size: (a, b) => sideOf(a) - sideOf(b) || byPlace(a, b),
};

export const inOrder = (tiles: readonly Tile[], order: TileOrder): Tile[] => tiles.toSorted(COMPARED[order]);

/** How much of its longer side is cut out around a box; the server does the same. */
const MARGIN = 0.1;

/** Where on the picture the cut-out of a box lies, and the box within it. */
export function cutOut(box: Box, picture: Size): Box {
  const inside = insideOf(box, picture);
  const margin = MARGIN * Math.max(inside.right - inside.left, inside.bottom - inside.top);
  const { left, top, right, bottom } = box;
  return insideOf({ left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin }, picture);
}

const insideOf = ({ left, top, right, bottom }: Box, { width, height }: Size): Box => ({
  left: Math.max(0, left),
  top: Math.max(0, top),
  right: Math.min(width, right),
  bottom: Math.min(height, bottom),
});
