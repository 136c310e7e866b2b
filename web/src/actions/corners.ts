/** Corners and other handles of the selected object without the mouse: from one to the next, and one more after it. */

import type { Action } from "./action";

export const CORNER_ACTIONS: readonly Action[] = [
  { id: "nextCorner", group: "objects", keys: ["KeyY"], run: ({ belt }) => belt.step(1) },
  { id: "previousCorner", group: "objects", keys: ["Shift+KeyY"], run: ({ belt }) => belt.step(-1) },
  { id: "insertCorner", group: "objects", keys: ["Insert"], run: ({ belt }) => belt.insert() },
];
