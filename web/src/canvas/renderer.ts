/** Puts picture, items and overlay on the screen. Three canvases now; another way of drawing is another class here. */

import type { Box, Size } from "@/model/geometry";
import { type Appearance, PLAIN } from "@/model/preferences";
import { partIn, type View, visible } from "@/model/view";
import { paintGrid } from "./grid";
import { Layer, type Pen2D } from "./layer";
import type { LookOf } from "./look";
import { type Canvas, paintScene } from "./painter";
import { fitted } from "./reach";
import { Scene } from "./scene";
import { filterOf, isSmooth } from "./style";

export interface Renderer {
  resize(window: Size): void;
  /** Shows the picture as it lies in a view, sharp in the next frame. */
  look(view: View): void;
  /** The same in the middle of a gesture: what is painted is moved, and painted anew when it is at rest. */
  move(view: View): void;
  showPicture(picture: ImageBitmap | null, size: Size): void;
  showScene(scene: Scene, lookOf: LookOf): void;
  showAs(appearance: Appearance): void;
  /** Items that are being changed: left out of the scene until they are put down again. */
  lift(keys: ReadonlySet<number>): void;
  /** Hover, selection and what a tool draws; the one thing that a moving pointer repaints. */
  repaintOverlay(): void;
  dispose(): void;
}

/** What lies over the items. */
export interface Overlay {
  paint(canvas: Canvas): void;
  /** What `paint` draws on, in pixels of the window; null for nothing. */
  reach(canvas: Canvas): Box | null;
}

const SETTLE_MS = 120;
/** Blank edges are filled in the middle of a gesture, but this many times as long as painting takes is spent on moving. */
const REST = 4;
/** The share of the window that is painted beyond each of its edges, so that moving leaves no blank edge at once. */
const OVERSCAN = 0.08;

type Name = "picture" | "shapes" | "overlay";
const SETTLED = ["picture", "shapes"] as const;
const ALL = [...SETTLED, "overlay"] as const;

export class CanvasRenderer implements Renderer {
  private readonly layers: Record<Name, Layer>;
  private window: Size = { width: 1, height: 1 };
  private size: Size = { width: 1, height: 1 };
  private view: View = { scale: 1, x: 0, y: 0 };
  private picture: ImageBitmap | null = null;
  private scene = new Scene([]);
  private lookOf: LookOf = () => ({ color: "#ffffff", caption: "", dash: [], faint: false });
  private lifted: ReadonlySet<number> = new Set();
  private appearance = PLAIN;
  private frame = 0;
  private settling = 0;
  /** When the picture was painted last, and how long that took. */
  private last = { at: 0, milliseconds: 0 };

  constructor(
    host: HTMLElement,
    private readonly over: Overlay,
  ) {
    this.layers = {
      picture: new Layer(host, "picture", true),
      shapes: new Layer(host, "shapes", true),
      overlay: new Layer(host, "overlay", false),
    };
  }

  resize(window: Size) {
    this.window = window;
    const [x, y] = [Math.round(window.width * OVERSCAN), Math.round(window.height * OVERSCAN)];
    const area = { left: -x, top: -y, right: window.width + x, bottom: window.height + y };
    for (const name of SETTLED) this.layers[name].cover(area);
    this.redraw(...ALL);
  }

  look(view: View) {
    this.view = view;
    clearTimeout(this.settling);
    this.redraw(...ALL);
  }

  move(view: View) {
    this.view = view;
    clearTimeout(this.settling);
    if (this.leavesBlank() && performance.now() - this.last.at > REST * this.last.milliseconds) {
      return this.redraw(...ALL);
    }
    for (const name of ALL) this.layers[name].move(view);
    this.settling = window.setTimeout(() => this.redraw(...ALL), SETTLE_MS);
  }

  showPicture(picture: ImageBitmap | null, size: Size) {
    this.picture = picture;
    this.size = size;
    this.redraw("picture");
  }

  showScene(scene: Scene, lookOf: LookOf) {
    this.scene = scene;
    this.lookOf = lookOf;
    this.redraw("shapes", "overlay");
  }

  showAs(appearance: Appearance) {
    this.appearance = appearance;
    this.layers.picture.filter = filterOf(appearance);
    this.redraw(...ALL);
  }

  lift(keys: ReadonlySet<number>) {
    if (keys.size === this.lifted.size && [...keys].every((key) => this.lifted.has(key))) return;
    this.lifted = keys;
    this.redraw("shapes", "overlay");
  }

  repaintOverlay() {
    this.redraw("overlay");
  }

  dispose() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
    for (const layer of Object.values(this.layers)) layer.remove();
  }

  private redraw(...names: Name[]) {
    for (const name of names) this.layers[name].dirty = true;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint() {
    const { view, window, appearance } = this;
    const { picture, shapes } = this.layers;
    if (picture.dirty || shapes.dirty) this.time();
    picture.repaint(view, (pen) => this.paintPicture(pen));
    shapes.repaint(view, (pen, area) => {
      paintScene({ pen, view, window, appearance }, this.scene, this.lookOf, this.lifted, partIn(view, area));
    });
    this.paintOverlay();
  }

  private paintOverlay() {
    const { view, window, appearance } = this;
    const { overlay } = this.layers;
    if (!overlay.dirty) return;
    const canvas = { pen: overlay.pen, view, window, appearance };
    const area = fitted(this.over.reach(canvas), window);
    overlay.hidden = area === null;
    if (!area) return;
    overlay.cover(area);
    overlay.repaint(view, () => this.over.paint(canvas));
  }

  /** Notes how long painting takes; what the browser does after us counts as well. */
  private time() {
    const at = performance.now();
    requestAnimationFrame((now) => {
      this.last = { at: now, milliseconds: now - at };
    });
  }

  /** Whether a part of the picture is in sight that is not painted. */
  private leavesBlank(): boolean {
    const [now, painted, { width, height }] = [visible(this.view, this.window), this.layers.picture.seen, this.size];
    const blank = (low: number, edge: number, least: number) => Math.max(low, least) < edge - 1;
    return (
      blank(now.left, painted.left, 0) ||
      blank(now.top, painted.top, 0) ||
      blank(-now.right, -painted.right, -width) ||
      blank(-now.bottom, -painted.bottom, -height)
    );
  }

  private paintPicture(pen: Pen2D) {
    if (!this.picture) return;
    pen.imageSmoothingEnabled = isSmooth(this.appearance, this.view.scale);
    pen.imageSmoothingQuality = "high";
    const { width, height } = this.size;
    pen.drawImage(this.picture, this.view.x, this.view.y, width * this.view.scale, height * this.view.scale);
    if (this.appearance.grid) paintGrid(pen, this.view, this.size);
  }
}
