/** Turns wheel and pointer events into zoom, pan and the pointer's moves; knows nothing of pictures. */

import type { Point } from "@/model/geometry";

/** Where the pointer is on the screen, and what is held down with it. */
export type Press = {
  readonly screen: Point;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
};

export interface GestureTarget {
  zoomBy(factor: number, at: Point): void;
  panBy(dx: number, dy: number): void;
  /** Answers whether the wheel was used for something else than zooming. */
  wheel(press: Press, steps: number): boolean;
  down(press: Press): void;
  move(press: Press): void;
  up(press: Press): void;
  /** The right button went down. */
  secondary(press: Press): void;
  doubleClick(press: Press): void;
  /** The pointer has gone, or something has taken it away in the middle of a gesture. */
  leave(): void;
  cancel(): void;
}

const WHEEL_SPEED = 0.0016;
const LINE_PIXELS = 16;
const MIDDLE = 1;
const RIGHT = 2;

export function listen(host: HTMLElement, target: GestureTarget): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let panning: Point | null = null;

  const pressOf = (event: MouseEvent): Press => {
    const { left, top } = host.getBoundingClientRect();
    const screen = { x: event.clientX - left, y: event.clientY - top };
    return { screen, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey };
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
    const press = pressOf(event);
    // Shift turns the wheel sideways in browsers.
    if (target.wheel(press, -Math.sign(pixels || event.deltaX))) return;
    target.zoomBy(Math.exp(-pixels * WHEEL_SPEED), press.screen);
  };
  const down = (event: PointerEvent) => {
    if (event.button === RIGHT) return target.secondary(pressOf(event));
    if (event.button > MIDDLE) return;
    host.setPointerCapture(event.pointerId);
    host.focus({ preventScroll: true });
    if (event.button === MIDDLE) panning = pressOf(event).screen;
    else target.down(pressOf(event));
  };
  const move = (event: PointerEvent) => {
    const press = pressOf(event);
    if (!panning) return target.move(press);
    target.panBy(press.screen.x - panning.x, press.screen.y - panning.y);
    panning = press.screen;
  };
  const up = (event: PointerEvent) => {
    if (event.button === MIDDLE) panning = null;
    else if (event.button === 0) target.up(pressOf(event));
  };

  host.addEventListener("wheel", wheel, { passive: false, signal });
  host.addEventListener("pointerdown", down, { signal });
  host.addEventListener("pointermove", move, { signal });
  host.addEventListener("pointerup", up, { signal });
  host.addEventListener("pointercancel", () => target.cancel(), { signal });
  host.addEventListener("pointerleave", () => target.leave(), { signal });
  host.addEventListener("dblclick", (event) => target.doubleClick(pressOf(event)), { signal });
  host.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  return () => stop.abort();
}
