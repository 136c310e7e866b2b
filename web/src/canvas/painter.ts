/** Draws a scene: shapes with a dark casing, so that they can be read on any picture, and their captions. */

import type { Shape } from "@/api/types";
import { cornersOf, type Size } from "@/model/geometry";
import { inkOn } from "@/model/palette";
import { type View, visible } from "@/model/view";
import { KINDS } from "./kinds";
import type { Item, Scene } from "./scene";

export type Look = { color: string; caption: string; dashed: boolean; faint: boolean };
export type LookOf = (shape: Shape) => Look;

const LINE = 1.5;
const CASING = 3.5;
const DASH = [6, 4];
const CAPTION_FONT = "600 11px system-ui, -apple-system, 'Segoe UI', sans-serif";
const CAPTION_HEIGHT = 16;
const MOST_CAPTIONS = 400;
const LEAST_CAPTIONED = 12;

export function paintScene(pen: CanvasRenderingContext2D, scene: Scene, lookOf: LookOf, view: View, window: Size) {
  const items = scene.within(visible(view, window));
  for (const item of items) paintShape(pen, item, lookOf(item.shape), view);
  if (items.length > MOST_CAPTIONS) return;
  for (const item of items) {
    const width = (item.box.right - item.box.left) * view.scale;
    if (width >= LEAST_CAPTIONED) paintCaption(pen, item, lookOf(item.shape), view, window);
  }
}

/** Draws one item brighter, thicker, filled and with handles when it is the selected one. */
export function paintLit(
  pen: CanvasRenderingContext2D,
  item: Item,
  look: Look,
  view: View,
  window: Size,
  selected: boolean,
) {
  paintShape(pen, item, { ...look, faint: false }, view, selected ? 0.28 : 0.18, LINE + 1);
  if (selected) paintHandles(pen, item, look, view);
  paintCaption(pen, item, look, view, window);
}

function paintShape(pen: CanvasRenderingContext2D, { shape }: Item, look: Look, view: View, tint = 0.08, line = LINE) {
  const kind = KINDS[shape.type];
  const path = new Path2D();
  kind.trace(shape, path);
  pen.save();
  pen.transform(view.scale, 0, 0, view.scale, view.x, view.y);
  pen.globalAlpha = look.faint ? 0.6 : 1;
  if (kind.filled) {
    pen.globalAlpha *= kind.stroked ? tint : tint + 0.4;
    pen.fillStyle = look.color;
    pen.fill(path, "evenodd");
    pen.globalAlpha = look.faint ? 0.6 : 1;
  }
  if (kind.stroked) {
    pen.lineJoin = "round";
    pen.strokeStyle = "rgb(0 0 0 / 55%)";
    pen.lineWidth = (line + CASING - LINE) / view.scale;
    pen.stroke(path);
    pen.setLineDash(look.dashed ? DASH.map((part) => part / view.scale) : []);
    pen.strokeStyle = look.color;
    pen.lineWidth = line / view.scale;
    pen.stroke(path);
  }
  pen.restore();
}

function paintCaption(pen: CanvasRenderingContext2D, { box }: Item, look: Look, view: View, window: Size) {
  pen.font = CAPTION_FONT;
  const width = Math.ceil(pen.measureText(look.caption).width) + 8;
  const left = Math.max(0, Math.min(box.left * view.scale + view.x - 1, window.width - width));
  const above = box.top * view.scale + view.y - CAPTION_HEIGHT - 1;
  const top = above >= 0 ? above : Math.max(0, box.top * view.scale + view.y + 1);
  pen.fillStyle = look.color;
  pen.beginPath();
  pen.roundRect(left, top, width, CAPTION_HEIGHT, 2);
  pen.fill();
  pen.fillStyle = inkOn(look.color);
  pen.textBaseline = "middle";
  pen.fillText(look.caption, left + 4, top + CAPTION_HEIGHT / 2 + 0.5);
}

function paintHandles(pen: CanvasRenderingContext2D, { shape, box }: Item, look: Look, view: View) {
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = look.color;
  pen.lineWidth = 1.5;
  for (const { x, y } of KINDS[shape.type].corners?.(shape) ?? cornersOf(box)) {
    pen.beginPath();
    pen.rect(x * view.scale + view.x - 3, y * view.scale + view.y - 3, 6, 6);
    pen.fill();
    pen.stroke();
  }
}
