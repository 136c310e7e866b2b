/** One of the canvases that lie over each other; knows its size on the screen and the density of its pixels. */

import type { Size } from "@/model/geometry";
import type { View } from "@/model/view";

const MOST_DENSE = 2;

export class Layer {
  readonly pen: CanvasRenderingContext2D;
  private readonly canvas = document.createElement("canvas");
  private density = 1;
  private painted: View = { scale: 1, x: 0, y: 0 };
  /** What is painted beyond each edge of the window, so that moving what is painted leaves no blank edge at once. */
  private margin: Size = { width: 0, height: 0 };
  dirty = true;

  /** `overscan` is the share of the window that is painted beyond each of its edges. */
  constructor(
    host: HTMLElement,
    private readonly overscan: number,
  ) {
    this.canvas.setAttribute("aria-hidden", "true");
    host.append(this.canvas);
    const pen = this.canvas.getContext("2d");
    if (!pen) throw new Error("This browser has no canvas.");
    this.pen = pen;
  }

  resize({ width, height }: Size) {
    this.density = Math.min(MOST_DENSE, devicePixelRatio || 1);
    this.margin = { width: Math.round(width * this.overscan), height: Math.round(height * this.overscan) };
    const whole = { width: width + 2 * this.margin.width, height: height + 2 * this.margin.height };
    this.canvas.width = Math.round(whole.width * this.density);
    this.canvas.height = Math.round(whole.height * this.density);
    Object.assign(this.canvas.style, {
      left: `${-this.margin.width}px`,
      top: `${-this.margin.height}px`,
      width: `${whole.width}px`,
      height: `${whole.height}px`,
    });
    this.dirty = true;
  }

  /** Clears and draws anew if something changed; `draw` works in pixels of the window, and gets what lies around it. */
  repaint(view: View, draw: (pen: CanvasRenderingContext2D, margin: Size) => void) {
    if (!this.dirty) return;
    this.dirty = false;
    this.painted = view;
    this.canvas.style.transform = "";
    const { width, height } = this.margin;
    this.pen.setTransform(this.density, 0, 0, this.density, width * this.density, height * this.density);
    this.pen.clearRect(-width, -height, this.canvas.width, this.canvas.height);
    draw(this.pen, this.margin);
  }

  /** Shows what is painted as it lies in another view, a little blurred, at no cost. */
  move(view: View) {
    const ratio = view.scale / this.painted.scale;
    const x = view.x - this.painted.x * ratio + this.margin.width * (1 - ratio);
    const y = view.y - this.painted.y * ratio + this.margin.height * (1 - ratio);
    this.canvas.style.transform = `matrix(${ratio}, 0, 0, ${ratio}, ${x}, ${y})`;
  }

  /** As CSS has it; nothing for none. */
  set filter(filter: string) {
    this.canvas.style.filter = filter;
  }

  remove() {
    this.canvas.remove();
  }
}
