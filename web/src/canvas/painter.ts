/** Draws items: shapes with a dark casing, so that they can be read on any picture, their captions and handles. */

import type { Shape } from "@/api/types";
import type { Box, Size } from "@/model/geometry";
import { inkOn } from "@/model/palette";
import type { Appearance } from "@/model/preferences";
import type { View } from "@/model/view";
import { KINDS } from "./kinds";
import { bonesOf } from "./kinds/skeleton";
import type { Pen2D } from "./layer";
import type { Look, LookOf } from "./look";
import type { Placed, Scene } from "./scene";

/** What is drawn on, how the picture lies on it, and what else the user has chosen. */
export type Canvas = {
  readonly pen: Pen2D;
  readonly view: View;
  readonly window: Size;
  readonly appearance: Appearance;
};

/** What lies under each line, this much wider. */
const CASING = 2;
const CAPTION_FONT = "600 11px system-ui, -apple-system, 'Segoe UI', sans-serif";
const CAPTION_HEIGHT = 16;
const MOST_CAPTIONS = 400;
const LEAST_CAPTIONED = 12;
const FAINT = 0.6;
/** An edge shorter than this on the screen has no handle between its corners. */
export const HANDLE_ROOM = 28;

/** All items in a part of the picture but those that are being changed, which the overlay shows. */
export function paintScene(canvas: Canvas, scene: Scene, lookOf: LookOf, lifted: ReadonlySet<number>, part: Box) {
  const items = scene.within(part).filter(({ key }) => !lifted.has(key));
  for (const { item } of items) paintShape(canvas, item.shape, lookOf(item));
  const { captions } = canvas.appearance;
  if (captions === "never" || (captions === "auto" && items.length > MOST_CAPTIONS)) return;
  for (const placed of items) {
    const width = (placed.box.right - placed.box.left) * canvas.view.scale;
    if (captions === "always" || width >= LEAST_CAPTIONED) paintCaption(canvas, placed, lookOf(placed.item));
  }
}

/** Draws one item brighter, thicker, filled and with handles when it is a selected one. */
export function paintLit(canvas: Canvas, placed: Placed, look: Look, selected: boolean, handles = selected) {
  const { shape } = placed.item;
  const { fill, line } = canvas.appearance;
  paintShape(canvas, shape, { ...look, faint: false }, (selected ? 0.2 : 0.1) + fill, line + 1);
  if (handles) paintHandles(canvas, shape, look);
  paintCaption(canvas, placed, look);
}

export function paintShape(canvas: Canvas, shape: Shape, look: Look, fill?: number, width?: number) {
  const { pen, view, appearance } = canvas;
  const [tint, line] = [fill ?? appearance.fill, width ?? appearance.line];
  const kind = KINDS[shape.type];
  pen.save();
  pen.transform(view.scale, 0, 0, view.scale, view.x, view.y);
  pen.globalAlpha = look.faint ? FAINT : 1;
  if (kind.bitmap) paintPixels(canvas, shape, look, tint + 0.4);
  else {
    const path = new Path2D();
    kind.trace(shape, path);
    for (const [from, to] of look.bones ? bonesOf(shape, look.bones) : []) {
      path.moveTo(from.x, from.y);
      path.lineTo(to.x, to.y);
    }
    if (kind.filled) paintInside(canvas, path, look, tint);
    if (kind.stroked) paintLine(canvas, path, look, line);
  }
  pen.restore();
}

function paintInside({ pen }: Canvas, path: Path2D, look: Look, tint: number) {
  const { globalAlpha } = pen;
  pen.globalAlpha *= tint;
  pen.fillStyle = look.color;
  pen.fill(path, "evenodd");
  pen.globalAlpha = globalAlpha;
}

function paintLine({ pen, view }: Canvas, path: Path2D, look: Look, line: number) {
  pen.lineJoin = "round";
  pen.strokeStyle = "rgb(0 0 0 / 55%)";
  pen.lineWidth = (line + CASING) / view.scale;
  pen.stroke(path);
  pen.setLineDash(look.dash.map((part) => part / view.scale));
  pen.strokeStyle = look.color;
  pen.lineWidth = line / view.scale;
  pen.stroke(path);
}

/** A mask has no line around it, so what is not yet decided lies in a dashed box. */
function paintPixels(canvas: Canvas, shape: Shape, look: Look, tint: number) {
  const { pen, view } = canvas;
  const kind = KINDS[shape.type];
  const { left, top } = kind.bounds(shape);
  const pixels = kind.bitmap?.(shape, look.color);
  const { globalAlpha } = pen;
  pen.globalAlpha *= tint;
  pen.imageSmoothingEnabled = view.scale < 1;
  if (pixels) pen.drawImage(pixels, left, top);
  pen.globalAlpha = globalAlpha;
  if (look.dash.length === 0) return;
  const box = new Path2D();
  kind.trace(shape, box);
  paintLine(canvas, box, look, 1);
}

/** Where the caption of an item is written: over its box, or in it at the upper edge of the window. */
export function captionBox({ pen, view, window }: Canvas, box: Box, caption: string): Box {
  const width = widthOf(pen, caption) + 8;
  const left = Math.max(0, Math.min(box.left * view.scale + view.x - 1, window.width - width));
  const above = box.top * view.scale + view.y - CAPTION_HEIGHT - 1;
  const top = above >= 0 ? above : Math.max(0, box.top * view.scale + view.y + 1);
  return { left, top, right: left + width, bottom: top + CAPTION_HEIGHT };
}

/** Measuring costs more than writing; there are as many captions as classes and scores. */
const widths = new Map<string, number>();

function widthOf(pen: Pen2D, caption: string): number {
  const known = widths.get(caption);
  if (known !== undefined) return known;
  pen.font = CAPTION_FONT;
  const width = Math.ceil(pen.measureText(caption).width);
  widths.set(caption, width);
  return width;
}

function paintCaption(canvas: Canvas, { box }: Placed, look: Look) {
  const { pen } = canvas;
  if (!look.caption) return;
  const { left, top, right, bottom } = captionBox(canvas, box, look.caption);
  pen.fillStyle = look.color;
  pen.beginPath();
  pen.roundRect(left, top, right - left, bottom - top, 2);
  pen.fill();
  pen.fillStyle = inkOn(look.color);
  pen.font = CAPTION_FONT;
  pen.textBaseline = "middle";
  pen.fillText(look.caption, left + 4, (top + bottom) / 2 + 0.5);
}

const HANDLE_SIZE = { square: 7, small: 6, round: 7, mid: 5, none: 0 } as const;

function paintHandles({ pen, view }: Canvas, shape: Shape, look: Look) {
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = look.color;
  pen.lineWidth = 1.5;
  for (const { at, look: form } of KINDS[shape.type].handles?.(shape, HANDLE_ROOM / view.scale) ?? []) {
    const [x, y, size] = [at.x * view.scale + view.x, at.y * view.scale + view.y, HANDLE_SIZE[form]];
    if (size === 0) continue;
    pen.beginPath();
    if (form === "round" || form === "mid") pen.arc(x, y, size / 2, 0, 2 * Math.PI);
    else pen.rect(x - size / 2, y - size / 2, size, size);
    pen.globalAlpha = form === "mid" ? 0.75 : 1;
    pen.fill();
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
