/** One of the canvases that lie over each other; knows its size on the screen and the density of its pixels. */

import type { Size } from "@/model/geometry";
import type { View } from "@/model/view";

const MOST_DENSE = 2;

export class Layer {
  readonly pen: CanvasRenderingContext2D;
  private readonly canvas = document.createElement("canvas");
  private density = 1;
  private painted: View = { scale: 1, x: 0, y: 0 };
  dirty = true;
  /** What the last painting took. */
  milliseconds = 0;

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
  repaint(view: View, draw: (pen: CanvasRenderingContext2D) => void) {
    if (!this.dirty) return;
    const began = performance.now();
    this.dirty = false;
    this.painted = view;
    this.canvas.style.transform = "";
    this.pen.setTransform(this.density, 0, 0, this.density, 0, 0);
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    draw(this.pen);
    this.milliseconds = performance.now() - began;
  }

  /** Shows what is painted as it lies in another view, a little blurred, at no cost. */
  move(view: View) {
    const ratio = view.scale / this.painted.scale;
    const [x, y] = [view.x - this.painted.x * ratio, view.y - this.painted.y * ratio];
    this.canvas.style.transform = `matrix(${ratio}, 0, 0, ${ratio}, ${x}, ${y})`;
  }

  remove() {
    this.canvas.remove();
  }
}
