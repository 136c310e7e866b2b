/** Lines that a tool draws over the picture: the band of a marquee, the cross that shows where a box begins. */

import type { Canvas } from "@/canvas/painter";
import type { Box, Point } from "@/model/geometry";

export function paintBand({ pen, view }: Canvas, { left, top, right, bottom }: Box) {
  pen.fillStyle = "rgb(79 131 248 / 15%)";
  pen.strokeStyle = "#8fb0ff";
  pen.lineWidth = 1;
  const [x, y] = [left * view.scale + view.x, top * view.scale + view.y];
  pen.beginPath();
  pen.rect(x, y, (right - left) * view.scale, (bottom - top) * view.scale);
  pen.fill();
  pen.stroke();
}

/** Hair lines over the whole window, dark and light so that they show on any picture. */
export function paintCross({ pen, view, window }: Canvas, at: Point) {
  const [x, y] = [Math.round(at.x * view.scale + view.x) + 0.5, Math.round(at.y * view.scale + view.y) + 0.5];
  pen.lineWidth = 1;
  for (const [color, dash] of [
    ["rgb(0 0 0 / 55%)", []],
    ["rgb(255 255 255 / 80%)", [4, 4]],
  ] as const) {
    pen.setLineDash(dash);
    pen.strokeStyle = color;
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, window.height);
    pen.moveTo(0, y);
    pen.lineTo(window.width, y);
    pen.stroke();
  }
  pen.setLineDash([]);
}
