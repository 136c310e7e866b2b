/** Turns wheel and pointer events into zoom, pan, hover and click; knows nothing of pictures. */

import type { Point } from "@/model/geometry";

export interface GestureTarget {
  zoomBy(factor: number, at: Point): void;
  panBy(dx: number, dy: number): void;
  hover(at: Point | null): void;
  click(at: Point): void;
  doubleClick(at: Point): void;
}

const CLICK_SLOP = 4;
const WHEEL_SPEED = 0.0016;
const LINE_PIXELS = 16;

export function listen(host: HTMLElement, target: GestureTarget): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pressed: { at: Point; moved: boolean } | null = null;

  const place = (event: MouseEvent): Point => {
    const { left, top } = host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
    target.zoomBy(Math.exp(-pixels * WHEEL_SPEED), place(event));
  };
  const down = (event: PointerEvent) => {
    if (event.button > 1) return;
    host.setPointerCapture(event.pointerId);
    pressed = { at: place(event), moved: false };
  };
  const move = (event: PointerEvent) => {
    const at = place(event);
    if (!pressed) return target.hover(at);
    const [dx, dy] = [at.x - pressed.at.x, at.y - pressed.at.y];
    if (!pressed.moved && Math.hypot(dx, dy) < CLICK_SLOP) return;
    pressed = { at, moved: true };
    target.panBy(dx, dy);
  };
  const up = (event: PointerEvent) => {
    if (pressed && !pressed.moved && event.button === 0) target.click(place(event));
    pressed = null;
  };

  host.addEventListener("wheel", wheel, { passive: false, signal });
  host.addEventListener("pointerdown", down, { signal });
  host.addEventListener("pointermove", move, { signal });
  host.addEventListener("pointerup", up, { signal });
  host.addEventListener("pointercancel", () => (pressed = null), { signal });
  host.addEventListener("pointerleave", () => target.hover(null), { signal });
  host.addEventListener("dblclick", (event) => target.doubleClick(place(event)), { signal });
  return () => stop.abort();
}
