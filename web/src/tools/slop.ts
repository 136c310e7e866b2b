/** How far a pointer may move and still have clicked. */

import type { Pointer } from "@/canvas/stage";

const CLICK_PIXELS = 4;

export const isClick = (from: Pointer, to: Pointer): boolean =>
  Math.hypot(to.screen.x - from.screen.x, to.screen.y - from.screen.y) < CLICK_PIXELS;
