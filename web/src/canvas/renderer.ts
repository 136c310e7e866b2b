/** Puts picture, items and overlay on the screen. Three canvases now; another way of drawing is another class here. */

import type { Size } from "@/model/geometry";
import { type Appearance, PLAIN } from "@/model/preferences";
import type { View } from "@/model/view";
import { paintGrid } from "./grid";
import { Layer } from "./layer";
import type { LookOf } from "./look";
import { type Canvas, paintScene } from "./painter";
import { Scene } from "./scene";
import { filterOf, isSmooth } from "./style";

export interface Renderer {
  resize(window: Size): void;
  look(view: View): void;
  showPicture(picture: ImageBitmap | null, size: Size): void;
  showScene(scene: Scene, lookOf: LookOf): void;
  showAs(appearance: Appearance): void;
  /** Items that are being changed: left out of the scene until they are put down again. */
  lift(keys: ReadonlySet<number>): void;
  /** Hover, selection and what a tool draws; the one thing that a moving pointer repaints. */
  repaintOverlay(): void;
  dispose(): void;
}

/** Where a frame takes longer, what is painted is only moved while the view changes, and painted when it is at rest. */
const SLOW_MS = 24;
const SETTLE_MS = 120;
const OVERSCAN = 0.08;

type Name = "picture" | "shapes" | "overlay";

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
  private slow = false;
  private settling = 0;

  constructor(
    host: HTMLElement,
    private readonly paintOverlay: (canvas: Canvas) => void,
  ) {
    this.layers = {
      picture: new Layer(host, OVERSCAN),
      shapes: new Layer(host, OVERSCAN),
      overlay: new Layer(host, 0),
    };
  }

  resize(window: Size) {
    this.window = window;
    for (const layer of Object.values(this.layers)) layer.resize(window);
    this.redraw("picture", "shapes", "overlay");
  }

  look(view: View) {
    this.view = view;
    clearTimeout(this.settling);
    if (!this.slow) return this.redraw("picture", "shapes", "overlay");
    for (const layer of Object.values(this.layers)) layer.move(view);
    this.settling = window.setTimeout(() => this.redraw("picture", "shapes", "overlay"), SETTLE_MS);
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
    this.redraw("picture", "shapes", "overlay");
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
    const { picture, shapes, overlay } = this.layers;
    if (picture.dirty || shapes.dirty) this.time();
    picture.repaint(view, (pen) => this.paintPicture(pen));
    shapes.repaint(view, (pen, margin) =>
      paintScene({ pen, view, window, appearance }, this.scene, this.lookOf, this.lifted, margin),
    );
    overlay.repaint(view, (pen) => this.paintOverlay({ pen, view, window, appearance }));
  }

  /** Notes whether painting took longer than a frame may; what the browser does after us counts as well. */
  private time() {
    const began = performance.now();
    requestAnimationFrame((now) => {
      this.slow = now - began > SLOW_MS;
    });
  }

  private paintPicture(pen: CanvasRenderingContext2D) {
    if (!this.picture) return;
    pen.imageSmoothingEnabled = isSmooth(this.appearance, this.view.scale);
    pen.imageSmoothingQuality = "high";
    const { width, height } = this.size;
    pen.drawImage(this.picture, this.view.x, this.view.y, width * this.view.scale, height * this.view.scale);
    if (this.appearance.grid) paintGrid(pen, this.view, this.size);
  }
}
