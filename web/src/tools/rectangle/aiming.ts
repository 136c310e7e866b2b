/** The cross shows where the box will begin. */

import { paintCross } from "../band";
import type { Desk } from "../desk";
import type { ToolState } from "../tool";
import { spanning } from "./spanning";

export function aiming(desk: Desk): ToolState {
  let at = { x: -1, y: -1 };
  return {
    cursor: "crosshair",
    move(pointer) {
      at = desk.within(pointer.at);
      desk.stage.repaint();
    },
    down: (pointer) => spanning(desk, pointer),
    cancel() {
      desk.session.store.setState({ tool: "select" });
    },
    paint: (canvas) => at.x >= 0 && paintCross(canvas, at),
  };
}
