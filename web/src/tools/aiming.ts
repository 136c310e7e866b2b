/** Nothing is begun: the cross shows where it would begin. */

import type { Pointer } from "@/canvas/stage";
import { paintCross } from "./band";
import type { Desk } from "./desk";
import type { ToolState } from "./tool";

export function aiming(desk: Desk, begin: (pointer: Pointer) => ToolState): ToolState {
  let at = { x: -1, y: -1 };
  return {
    cursor: "crosshair",
    rests: true,
    move(pointer) {
      at = desk.within(pointer.at);
      desk.stage.repaint();
    },
    down: begin,
    cancel() {
      desk.session.store.setState({ tool: "select" });
    },
    paint: (canvas) => at.x >= 0 && paintCross(canvas, at),
  };
}
