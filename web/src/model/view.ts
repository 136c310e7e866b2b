/** How the picture lies on the screen: screen = picture × scale + offset. Pure; the canvas holds one of these. */

import type { Box, Point, Size } from "./geometry";

export type View = { scale: number; x: number; y: number };

const MARGIN = 16;
const MOST = 40;

/** The whole picture, centred, with a little room around it. */
export function fitInto(picture: Size, window: Size, margin = MARGIN): View {
  const room = { width: Math.max(1, window.width - 2 * margin), height: Math.max(1, window.height - 2 * margin) };
  const scale = Math.min(room.width / picture.width, room.height / picture.height, MOST);
  return {
    scale,
    x: (window.width - picture.width * scale) / 2,
    y: (window.height - picture.height * scale) / 2,
  };
}

/** Zooms so that the picture's point under `at` stays there; between a tenth of the fitting scale and 40 times. */
export function zoomAt(view: View, at: Point, factor: number, fitting: number): View {
  const least = Math.min(fitting, 1) / 10;
  const scale = Math.max(least, Math.min(MOST, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** Moves the picture, but never so far that nothing of it is left to be seen. */
export function pan(view: View, dx: number, dy: number, picture: Size, window: Size): View {
  const keep = 48;
  const within = (value: number, extent: number, room: number) => Math.max(keep - extent, Math.min(room - keep, value));
  return {
    ...view,
    x: within(view.x + dx, picture.width * view.scale, window.width),
    y: within(view.y + dy, picture.height * view.scale, window.height),
  };
}

export const toScreen = (view: View, at: Point): Point => ({
  x: at.x * view.scale + view.x,
  y: at.y * view.scale + view.y,
});

export const toPicture = (view: View, at: Point): Point => ({
  x: (at.x - view.x) / view.scale,
  y: (at.y - view.y) / view.scale,
});

/** The part of the picture that an area of the window shows. */
export function partIn(view: View, { left, top, right, bottom }: Box): Box {
  const [from, to] = [toPicture(view, { x: left, y: top }), toPicture(view, { x: right, y: bottom })];
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** The part of the picture that the window shows. */
export const visible = (view: View, { width, height }: Size): Box =>
  partIn(view, { left: 0, top: 0, right: width, bottom: height });

/** Moves, and zooms out where it must, so that the box is wholly seen. */
export function reveal(view: View, box: Box, window: Size): View {
  const seen = visible(view, window);
  const inside = box.left >= seen.left && box.right <= seen.right && box.top >= seen.top && box.bottom <= seen.bottom;
  if (inside) return view;
  const size = { width: Math.max(1, box.right - box.left), height: Math.max(1, box.bottom - box.top) };
  const scale = Math.min(view.scale, fitInto(size, window).scale);
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return { scale, x: window.width / 2 - cx * scale, y: window.height / 2 - cy * scale };
}
