/** The picture with its items on the screen: holds the view and hands the pointer on. Lives outside React. */

import type { Box, Point, Size } from "@/model/geometry";
import type { Appearance } from "@/model/preferences";
import { fitInto, pan, reveal, toPicture, type View, zoomAt } from "@/model/view";
import { type GestureTarget, listen, type Press } from "./gestures";
import type { LookOf } from "./look";
import type { Canvas } from "./painter";
import { CanvasRenderer, type Renderer } from "./renderer";
import { Scene } from "./scene";

/** A pointer over the picture. */
export type Pointer = Press & {
  /** In pixels of the picture. */
  readonly at: Point;
};

/** Who is told of the pointer and draws over the items: the tools. */
export interface StageListener {
  down(pointer: Pointer): void;
  move(pointer: Pointer): void;
  up(pointer: Pointer): void;
  secondary?(pointer: Pointer): void;
  doubleClick(pointer: Pointer): void;
  wheel(pointer: Pointer, steps: number): boolean;
  leave(): void;
  cancel(): void;
  paint(canvas: Canvas): void;
  /** What `paint` draws on, in pixels of the window; null for nothing. */
  reach(canvas: Canvas): Box | null;
}

const ZOOM_STEP = 1.25;

export class Stage implements GestureTarget {
  scene = new Scene([]);
  private readonly renderer: Renderer;
  private readonly resizes: ResizeObserver;
  private readonly unlisten: () => void;
  private window: Size = { width: 1, height: 1 };
  private size: Size = { width: 1, height: 1 };
  private seen: View = { scale: 1, x: 0, y: 0 };
  private fitted = true;

  constructor(
    private readonly host: HTMLElement,
    private readonly listener: StageListener,
  ) {
    this.renderer = new CanvasRenderer(host, listener);
    this.unlisten = listen(host, this);
    this.resizes = new ResizeObserver(() => this.resize());
    this.resizes.observe(host);
    this.resize();
  }

  dispose() {
    this.unlisten();
    this.resizes.disconnect();
    this.renderer.dispose();
  }

  get view(): View {
    return this.seen;
  }

  /** The picture's own size in pixels. */
  get picture(): Size {
    return this.size;
  }

  /** Shows another picture; a picture of the same size keeps the view, so that details can be followed over frames. */
  showPicture(picture: ImageBitmap | null, size: Size) {
    const same = size.width === this.size.width && size.height === this.size.height;
    this.size = size;
    this.renderer.showPicture(picture, size);
    if (!same || this.fitted) this.fit();
  }

  showScene(scene: Scene, lookOf: LookOf) {
    this.scene = scene;
    this.renderer.showScene(scene, lookOf);
  }

  showAs(appearance: Appearance) {
    this.renderer.showAs(appearance);
  }

  lift(keys: ReadonlySet<number>) {
    this.renderer.lift(keys);
  }

  repaint() {
    this.renderer.repaintOverlay();
  }

  set cursor(cursor: string) {
    this.host.style.cursor = cursor;
  }

  fit() {
    this.look(fitInto(this.size, this.window), true);
  }

  actualSize() {
    this.zoomBy(1 / this.seen.scale, this.centre());
  }

  zoomIn() {
    this.zoomBy(ZOOM_STEP, this.centre());
  }

  zoomOut() {
    this.zoomBy(1 / ZOOM_STEP, this.centre());
  }

  zoomBy(factor: number, at: Point) {
    this.follow(zoomAt(this.seen, at, factor, fitInto(this.size, this.window).scale));
  }

  panBy(dx: number, dy: number) {
    this.follow(pan(this.seen, dx, dy, this.size, this.window));
  }

  /** Moves only as far as is needed to see the box. */
  reveal(box: Box) {
    this.look(reveal(this.seen, box, this.window), this.fitted);
  }

  /** Shows the box large, with room around it. */
  zoomTo({ left, top, right, bottom }: Box) {
    const size = { width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
    const { scale } = fitInto(size, this.window, this.window.width / 5);
    const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
    this.look({ scale, x: this.window.width / 2 - cx * scale, y: this.window.height / 2 - cy * scale }, false);
  }

  wheel(press: Press, steps: number): boolean {
    return this.listener.wheel(this.pointer(press), steps);
  }

  down(press: Press) {
    this.listener.down(this.pointer(press));
  }

  move(press: Press) {
    this.listener.move(this.pointer(press));
  }

  up(press: Press) {
    this.listener.up(this.pointer(press));
  }

  secondary(press: Press) {
    this.listener.secondary?.(this.pointer(press));
  }

  doubleClick(press: Press) {
    this.listener.doubleClick(this.pointer(press));
  }

  leave() {
    this.listener.leave();
  }

  cancel() {
    this.listener.cancel();
  }

  private pointer(press: Press): Pointer {
    return { ...press, at: toPicture(this.seen, press.screen) };
  }

  private centre(): Point {
    return { x: this.window.width / 2, y: this.window.height / 2 };
  }

  private resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    this.window = { width: Math.max(1, width), height: Math.max(1, height) };
    this.renderer.resize(this.window);
    if (this.fitted) this.fit();
  }

  private look(view: View, fitted: boolean) {
    this.keep(view, fitted);
    this.renderer.look(view);
  }

  /** A step of a gesture, of which there are many. */
  private follow(view: View) {
    this.keep(view, false);
    this.renderer.move(view);
  }

  private keep(view: View, fitted: boolean) {
    this.seen = view;
    this.fitted = fitted;
    // Read by browser tests, which click on objects with the real mouse.
    this.host.dataset.view = `${view.scale} ${view.x} ${view.y}`;
  }
}
