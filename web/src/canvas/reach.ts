/** Where the overlay draws: a small canvas around what is hovered, picked or dragged costs a small part of one as large as the window. */

import type { Box, Point, Size } from "@/model/geometry";
import { KINDS } from "./kinds";
import type { Look } from "./look";
import { type Canvas, captionBox, HANDLE_ROOM } from "./painter";
import type { Placed } from "./scene";

/** Lines, their casing and handles; dots are larger the nearer one looks. */
const PAD = 14;
const PAD_PICTURE = 4;
/** Sizes come in steps, so that a shape that is dragged does not bring a new canvas with each move. */
const STEP = 128;

/** What an item takes up that is drawn with `paintLit`, in pixels of the window. */
export function reachOf(canvas: Canvas, placed: Placed, look: Look, handles: boolean): Box {
  const { shape } = placed.item;
  const { scale } = canvas.view;
  const box = around(onWindow(canvas, placed.box), PAD + PAD_PICTURE * scale);
  const grabbed = handles ? (KINDS[shape.type].handles?.(shape, HANDLE_ROOM / scale) ?? []) : [];
  const grips = grabbed.map(({ at }) => around(onWindow(canvas, dot(at)), PAD));
  return joined([box, captionBox(canvas, placed.box, look.caption), ...grips]) ?? box;
}

export const pointReach = (canvas: Canvas, at: Point, pixels: number): Box => around(onWindow(canvas, dot(at)), pixels);

export function joined(boxes: readonly Box[]): Box | null {
  const [first, ...others] = boxes;
  if (!first) return null;
  return others.reduce(
    (whole, box) => ({
      left: Math.min(whole.left, box.left),
      top: Math.min(whole.top, box.top),
      right: Math.max(whole.right, box.right),
      bottom: Math.max(whole.bottom, box.bottom),
    }),
    first,
  );
}

/** The part of the window that a canvas should cover to show the box; null where there is nothing to show. */
export function fitted(box: Box | null, { width, height }: Size): Box | null {
  if (!box) return null;
  const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
  const [right, bottom] = [Math.min(width, box.right), Math.min(height, box.bottom)];
  if (right <= left || bottom <= top) return null;
  return {
    left,
    top,
    right: left + Math.min(width, Math.ceil((right - left) / STEP) * STEP),
    bottom: top + Math.min(height, Math.ceil((bottom - top) / STEP) * STEP),
  };
}

export const wholeOf = ({ width, height }: Size): Box => ({ left: 0, top: 0, right: width, bottom: height });

const dot = ({ x, y }: Point): Box => ({ left: x, top: y, right: x, bottom: y });

const onWindow = ({ view: { scale, x, y } }: Canvas, box: Box): Box => ({
  left: box.left * scale + x,
  top: box.top * scale + y,
  right: box.right * scale + x,
  bottom: box.bottom * scale + y,
});

const around = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});
