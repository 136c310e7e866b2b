/** One of the canvases that lie over each other; knows its size on the screen and the density of its pixels. */

import type { Size } from "@/model/geometry";

const MOST_DENSE = 2;

export class Layer {
  readonly pen: CanvasRenderingContext2D;
  private readonly canvas = document.createElement("canvas");
  private density = 1;
  dirty = true;

  constructor(host: HTMLElement) {
    this.canvas.setAttribute("aria-hidden", "true");
    host.append(this.canvas);
    const pen = this.canvas.getContext("2d");
    if (!pen) throw new Error("This browser has no canvas.");
    this.pen = pen;
  }

  resize({ width, height }: Size) {
    this.density = Math.min(MOST_DENSE, devicePixelRatio || 1);
    this.canvas.width = Math.round(width * this.density);
    this.canvas.height = Math.round(height * this.density);
    this.dirty = true;
  }

  /** Clears and draws anew if something changed; `draw` works in screen pixels. */
  repaint(draw: (pen: CanvasRenderingContext2D) => void) {
    if (!this.dirty) return;
    this.dirty = false;
    this.pen.setTransform(this.density, 0, 0, this.density, 0, 0);
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    draw(this.pen);
  }

  remove() {
    this.canvas.remove();
  }
}
