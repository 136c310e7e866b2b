/** A box with eight places to resize it by and one to turn it by, for the kinds that are held by such a box. */

import type { Shape } from "@/api/types";
import { type Box, centreOf, type Point, turned } from "@/model/geometry";
import { type Handle, rounded } from "./kind";

/** Which sides a handle moves, by its place on the compass. */
const SIDES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
type Side = (typeof SIDES)[number];

const TURN = "turn";
const TURN_STEP = 15;
const CURSORS = ["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"] as const;
const DIRECTION: Record<Side, number> = { n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 };

const cursorOf = (side: Side, rotation: number): string =>
  CURSORS[Math.round((DIRECTION[side] + rotation) / 45) % CURSORS.length] ?? "move";

function placeOf(box: Box, side: Side): Point {
  const { x, y } = centreOf(box);
  return {
    x: side.includes("w") ? box.left : side.includes("e") ? box.right : x,
    y: side.includes("n") ? box.top : side.includes("s") ? box.bottom : y,
  };
}

/** How far the turning handle stands from the top, in pixels of the picture. */
const reach = (box: Box): number => Math.max(12, Math.min(box.right - box.left, box.bottom - box.top) * 0.18);

export function handlesOf(box: Box, rotation: number): Handle[] {
  const centre = centreOf(box);
  const sides = SIDES.map((side): Handle => {
    const look = side.length === 2 ? "square" : "small";
    return { id: side, at: turned(placeOf(box, side), centre, rotation), cursor: cursorOf(side, rotation), look };
  });
  const above = turned({ x: centre.x, y: box.top - reach(box) }, centre, rotation);
  return [...sides, { id: TURN, at: above, cursor: "crosshair", look: "round" }];
}

/** The edge or corner of the box that lies within `slack` of the point. */
export function edgeOf(box: Box, rotation: number, at: Point, slack: number): Handle | null {
  const { x, y } = turned(at, centreOf(box), -rotation);
  const beside = (value: number, low: number, high: number) => value >= low - slack && value <= high + slack;
  if (!beside(x, box.left, box.right) || !beside(y, box.top, box.bottom)) return null;
  // The sides of a tiny box may not eat up its inside.
  const inner = { x: Math.min(slack, (box.right - box.left) / 4), y: Math.min(slack, (box.bottom - box.top) / 4) };
  const vertical = y < box.top + inner.y ? "n" : y > box.bottom - inner.y ? "s" : "";
  const horizontal = x < box.left + inner.x ? "w" : x > box.right - inner.x ? "e" : "";
  const side = `${vertical}${horizontal}` as Side | "";
  return side ? { id: side, at, cursor: cursorOf(side, rotation), look: "none" } : null;
}

/** The box and its rotation after a handle was dragged; the opposite side stays where it is, also of a turned box. */
export function draggedBox(box: Box, rotation: number, handle: string, to: Point, regular: boolean): [Box, number] {
  const centre = centreOf(box);
  if (handle === TURN) {
    const degrees = (Math.atan2(to.y - centre.y, to.x - centre.x) * 180) / Math.PI + 90;
    const step = regular ? Math.round(degrees / TURN_STEP) * TURN_STEP : degrees;
    return [box, rounded((step + 360) % 360)];
  }
  const local = turned(to, centre, -rotation);
  const side = handle as Side;
  const free = stretched(box, side, local);
  const grown = regular && side.length === 2 ? squared(box, side, free) : free;
  return [pinned(ordered(grown), centre, rotation), rotation];
}

function stretched(box: Box, side: Side, { x, y }: Point): Box {
  return {
    left: side.includes("w") ? x : box.left,
    right: side.includes("e") ? x : box.right,
    top: side.includes("n") ? y : box.top,
    bottom: side.includes("s") ? y : box.bottom,
  };
}

/** Keeps the proportions of the box as it was. */
function squared(before: Box, side: Side, { left, top, right, bottom }: Box): Box {
  const ratio = (before.right - before.left) / Math.max(1, before.bottom - before.top);
  const width = Math.max(right - left, (bottom - top) * ratio);
  const height = width / ratio;
  return {
    ...(side.includes("w") ? { left: right - width, right } : { left, right: left + width }),
    ...(side.includes("n") ? { top: bottom - height, bottom } : { top, bottom: top + height }),
  };
}

const ordered = ({ left, top, right, bottom }: Box): Box => ({
  left: rounded(Math.min(left, right)),
  top: rounded(Math.min(top, bottom)),
  right: rounded(Math.max(left, right)),
  bottom: rounded(Math.max(top, bottom)),
});

/** A turned box turns about its own centre, which has moved: shift it so that the side across stays put. */
function pinned(box: Box, before: Point, rotation: number): Box {
  if (!rotation) return box;
  const now = centreOf(box);
  const wanted = turned(now, before, rotation);
  const [dx, dy] = [wanted.x - now.x, wanted.y - now.y];
  return {
    left: rounded(box.left + dx),
    top: rounded(box.top + dy),
    right: rounded(box.right + dx),
    bottom: rounded(box.bottom + dy),
  };
}

export const boxOf = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): Box => ({
  left,
  top,
  right,
  bottom,
});

export const pointsOf = ({ left, top, right, bottom }: Box): number[] => [left, top, right, bottom];

export const rotationOf = (shape: Shape): number => shape.rotation ?? 0;
