/** The picture with its shapes on three canvases; holds the view. Lives outside React: pointer moves render nothing there. */

import type { Point, Size } from "@/model/geometry";
import { fitInto, pan, reveal, toPicture, type View, zoomAt } from "@/model/view";
import { type GestureTarget, listen } from "./gestures";
import { Layer } from "./layer";
import { type LookOf, paintLit, paintScene } from "./painter";
import { Scene } from "./scene";

export type StageListener = {
  onSelect(id: number | null): void;
  onHover(id: number | null): void;
};

const GRAB_PIXELS = 5;
const ZOOM_STEP = 1.25;
/** Shapes that took longer to draw are only moved while the view changes, and drawn when it has come to rest. */
const SLOW_MS = 12;
const SETTLE_MS = 120;

export class Stage implements GestureTarget {
  private readonly layers: { picture: Layer; shapes: Layer; overlay: Layer };
  private readonly resizes: ResizeObserver;
  private readonly unlisten: () => void;
  private window: Size = { width: 1, height: 1 };
  private size: Size = { width: 1, height: 1 };
  private view: View = { scale: 1, x: 0, y: 0 };
  private fitted = true;
  private picture: ImageBitmap | null = null;
  private scene = new Scene([]);
  private lookOf: LookOf = () => ({ color: "#ffffff", caption: "", dashed: false, faint: false });
  private selected: number | null = null;
  private hovered: number | null = null;
  private frame = 0;
  private settling = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly listener: StageListener,
  ) {
    this.layers = { picture: new Layer(host), shapes: new Layer(host), overlay: new Layer(host) };
    this.unlisten = listen(host, this);
    this.resizes = new ResizeObserver(() => this.resize());
    this.resizes.observe(host);
    this.resize();
  }

  dispose() {
    this.unlisten();
    this.resizes.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
    for (const layer of Object.values(this.layers)) layer.remove();
  }

  /** Shows another picture; a picture of the same size keeps the view, so that details can be followed over frames. */
  showPicture(picture: ImageBitmap | null, size: Size) {
    const same = size.width === this.size.width && size.height === this.size.height;
    this.picture = picture;
    this.size = size;
    if (!same || this.fitted) this.fit();
    this.redraw("picture");
  }

  showScene(scene: Scene, lookOf: LookOf) {
    this.scene = scene;
    this.lookOf = lookOf;
    this.redraw("shapes", "overlay");
  }

  light(selected: number | null, hovered: number | null) {
    const item = selected === this.selected ? null : this.scene.find(selected);
    this.selected = selected;
    this.hovered = hovered;
    if (item) this.look(reveal(this.view, item.box, this.window), this.fitted);
    this.redraw("overlay");
  }

  fit() {
    this.look(fitInto(this.size, this.window), true);
  }

  actualSize() {
    this.zoomBy(1 / this.view.scale, this.centre());
  }

  zoomIn() {
    this.zoomBy(ZOOM_STEP, this.centre());
  }

  zoomOut() {
    this.zoomBy(1 / ZOOM_STEP, this.centre());
  }

  zoomBy(factor: number, at: Point) {
    this.look(zoomAt(this.view, at, factor, fitInto(this.size, this.window).scale), false);
  }

  panBy(dx: number, dy: number) {
    this.look(pan(this.view, dx, dy, this.size, this.window), false);
  }

  hover(at: Point | null) {
    const id = at ? this.idAt(at) : null;
    if (id === this.hovered) return;
    this.hovered = id;
    this.host.style.cursor = id === null ? "" : "pointer";
    this.redraw("overlay");
    this.listener.onHover(id);
  }

  click(at: Point) {
    this.host.focus({ preventScroll: true });
    this.listener.onSelect(this.idAt(at));
  }

  doubleClick(at: Point) {
    const item = this.scene.find(this.idAt(at));
    if (!item) return this.fit();
    const { left, top, right, bottom } = item.box;
    const close = fitInto({ width: right - left, height: bottom - top }, this.window, this.window.width / 5);
    const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
    const { scale } = close;
    this.look({ scale, x: this.window.width / 2 - cx * scale, y: this.window.height / 2 - cy * scale }, false);
  }

  private idAt(at: Point): number | null {
    return this.scene.at(toPicture(this.view, at), GRAB_PIXELS / this.view.scale)?.id ?? null;
  }

  private centre(): Point {
    return { x: this.window.width / 2, y: this.window.height / 2 };
  }

  private resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    this.window = { width: Math.max(1, width), height: Math.max(1, height) };
    for (const layer of Object.values(this.layers)) layer.resize(this.window);
    if (this.fitted) this.fit();
    this.redraw("picture", "shapes", "overlay");
  }

  private look(view: View, fitted: boolean) {
    this.view = view;
    this.fitted = fitted;
    // Read by browser tests, which click on objects with the real mouse.
    this.host.dataset.view = `${view.scale} ${view.x} ${view.y}`;
    const { shapes } = this.layers;
    if (shapes.milliseconds < SLOW_MS) return this.redraw("picture", "shapes", "overlay");
    shapes.move(view);
    this.redraw("picture", "overlay");
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.redraw("shapes"), SETTLE_MS);
  }

  private redraw(...names: (keyof Stage["layers"])[]) {
    for (const name of names) this.layers[name].dirty = true;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint() {
    const { view, scene, lookOf } = this;
    this.layers.picture.repaint(view, (pen) => this.paintPicture(pen));
    this.layers.shapes.repaint(view, (pen) => paintScene(pen, scene, lookOf, view, this.window));
    this.layers.overlay.repaint(view, (pen) => {
      for (const id of new Set([this.hovered, this.selected])) {
        const item = scene.find(id);
        if (item) paintLit(pen, item, lookOf(item.shape), view, this.window, id === this.selected);
      }
    });
  }

  private paintPicture(pen: CanvasRenderingContext2D) {
    if (!this.picture) return;
    pen.imageSmoothingEnabled = this.view.scale < 3;
    pen.imageSmoothingQuality = "high";
    const { width, height } = this.size;
    pen.drawImage(this.picture, this.view.x, this.view.y, width * this.view.scale, height * this.view.scale);
  }
}
