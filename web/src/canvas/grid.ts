/** Lines over the picture at equal distances, to judge places and sizes by. */

import type { Size } from "@/model/geometry";
import type { View } from "@/model/view";
import type { Pen2D } from "./layer";

/** In pixels of the picture; the first that is not too dense on the screen. */
const STEPS = [10, 50, 100, 500, 1000];
const LEAST_ON_SCREEN = 24;

export function paintGrid(pen: Pen2D, { scale, x, y }: View, { width, height }: Size) {
  const step = STEPS.find((each) => each * scale >= LEAST_ON_SCREEN);
  if (!step) return;
  const path = new Path2D();
  for (let at = step; at < width; at += step) {
    path.moveTo(x + at * scale, y);
    path.lineTo(x + at * scale, y + height * scale);
  }
  for (let at = step; at < height; at += step) {
    path.moveTo(x, y + at * scale);
    path.lineTo(x + width * scale, y + at * scale);
  }
  pen.lineWidth = 1;
  pen.strokeStyle = "rgb(0 0 0 / 35%)";
  pen.stroke(path);
  pen.setLineDash([2, 2]);
  pen.strokeStyle = "rgb(255 255 255 / 35%)";
  pen.stroke(path);
  pen.setLineDash([]);
}
