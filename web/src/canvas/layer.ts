/** One of the canvases that lie over each other; knows which part of the window it covers and the density of its pixels. */

import type { Box } from "@/model/geometry";
import { partIn, type View } from "@/model/view";

const MOST_DENSE = 2;

export type Pen2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class Layer {
  readonly pen: Pen2D;
  private readonly canvas = document.createElement("canvas");
  /** What is drawn on: the canvas itself, or what goes onto it as a whole. */
  private readonly sheet: HTMLCanvasElement | OffscreenCanvas;
  private readonly screen: ImageBitmapRenderingContext | null;
  private density = 1;
  /** In pixels of the window. */
  private area: Box = { left: 0, top: 0, right: 0, bottom: 0 };
  private painted: View = { scale: 1, x: 0, y: 0 };
  dirty = true;

  /**
   * One that is `still` is mostly moved and seldom painted. Browsers copy a canvas that can be drawn on with every frame,
   * whether it was drawn on or not; a picture that was handed over is only moved, at a sixth of the cost.
   */
  constructor(host: HTMLElement, name: string, still: boolean) {
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.dataset.layer = name;
    // Read by tests of what a moving pointer repaints.
    this.canvas.dataset.repaints = "0";
    host.append(this.canvas);
    this.screen = still ? this.canvas.getContext("bitmaprenderer") : null;
    this.sheet = this.screen ? new OffscreenCanvas(1, 1) : this.canvas;
    const pen = this.sheet.getContext("2d") as Pen2D | null;
    if (!pen) throw new Error("This browser has no canvas.");
    this.pen = pen;
  }

  /** Where it lies from its next painting on; whole pixels of the window. A canvas of the same size keeps its memory. */
  cover(area: Box) {
    this.area = area;
    this.density = Math.min(MOST_DENSE, devicePixelRatio || 1);
    const { canvas, density, sheet } = this;
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    const [dense, tall] = [Math.round(width * density), Math.round(height * density)];
    if (sheet.width === dense && sheet.height === tall) return;
    [sheet.width, sheet.height] = [dense, tall];
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    this.dirty = true;
  }

  /** Clears and draws anew if something changed; `draw` works in pixels of the window, and gets what is covered of it. */
  repaint(view: View, draw: (pen: Pen2D, area: Box) => void) {
    if (!this.dirty) return;
    this.dirty = false;
    this.painted = view;
    const { density, area, canvas, pen } = this;
    canvas.dataset.repaints = `${Number(canvas.dataset.repaints) + 1}`;
    pen.setTransform(density, 0, 0, density, -area.left * density, -area.top * density);
    pen.clearRect(area.left, area.top, area.right - area.left, area.bottom - area.top);
    draw(pen, area);
    if (this.sheet instanceof OffscreenCanvas) this.screen?.transferFromImageBitmap(this.sheet.transferToImageBitmap());
    this.move(view);
  }

  /** Shows what is painted as it lies in another view, a little blurred if that is at another scale, at no cost. */
  move(view: View) {
    const { area, painted, density } = this;
    const ratio = view.scale / painted.scale;
    const x = (area.left - painted.x) * ratio + view.x;
    const y = (area.top - painted.y) * ratio + view.y;
    const whole = (value: number) => (ratio === 1 ? Math.round(value * density) / density : value);
    this.canvas.style.transform = `matrix(${ratio}, 0, 0, ${ratio}, ${whole(x)}, ${whole(y)})`;
  }

  /** The part of the picture that is painted. */
  get seen(): Box {
    return partIn(this.painted, this.area);
  }

  /** What shows nothing costs nothing. */
  set hidden(hidden: boolean) {
    this.canvas.style.visibility = hidden ? "hidden" : "";
  }

  /** As CSS has it; nothing for none. */
  set filter(filter: string) {
    this.canvas.style.filter = filter;
  }

  remove() {
    this.canvas.remove();
  }
}
