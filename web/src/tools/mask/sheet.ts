/** The mask that is being painted, as a canvas of the picture's size. */

import type { Box, Point, Size } from "@/model/geometry";
import type { Stroke } from "@/model/stroke";

export class Sheet {
  readonly canvas: OffscreenCanvas;
  private readonly pen: OffscreenCanvasRenderingContext2D;

  constructor({ width, height }: Size) {
    this.canvas = new OffscreenCanvas(width, height);
    const pen = this.canvas.getContext("2d");
    if (!pen) throw new Error("This browser has no canvas beside the page.");
    this.pen = pen;
  }

  /** Begins anew, with a picture where the mask is. */
  lay(color: string, mask: { picture: CanvasImageSource; at: Point } | null) {
    this.pen.globalCompositeOperation = "source-over";
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (mask) this.pen.drawImage(mask.picture, mask.at.x, mask.at.y);
    this.pen.fillStyle = color;
    this.pen.strokeStyle = color;
  }

  /** A line as wide as the brush; where it has left its marks. */
  draw(from: Point, to: Point, width: number, erases: boolean): Box {
    const { pen } = this;
    pen.globalCompositeOperation = erases ? "destination-out" : "source-over";
    pen.lineCap = "round";
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    // A line of no length has no ends either.
    pen.beginPath();
    pen.arc(to.x, to.y, width / 2, 0, 2 * Math.PI);
    pen.fill();
    return this.around([from, to], width / 2);
  }

  fill(corners: readonly Point[], erases: boolean): Box {
    const { pen } = this;
    pen.globalCompositeOperation = erases ? "destination-out" : "source-over";
    pen.beginPath();
    for (const { x, y } of corners) pen.lineTo(x, y);
    pen.fill("evenodd");
    return this.around(corners, 0);
  }

  /** Only this box is read back. */
  read({ left, top, right, bottom }: Box): Stroke["patch"] {
    const [width, height] = [right - left, bottom - top];
    return { left, top, width, height, rgba: this.pen.getImageData(left, top, width, height).data.buffer };
  }

  /** Whole pixels of the picture, at least one. */
  private around(points: readonly Point[], margin: number): Box {
    const { width, height } = this.canvas;
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
    const left = within(Math.floor(Math.min(...xs) - margin) - 1, 0, width - 1);
    const top = within(Math.floor(Math.min(...ys) - margin) - 1, 0, height - 1);
    return {
      left,
      top,
      right: within(Math.ceil(Math.max(...xs) + margin) + 1, left + 1, width),
      bottom: within(Math.ceil(Math.max(...ys) + margin) + 1, top + 1, height),
    };
  }
}
