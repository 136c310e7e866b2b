/** The picture follows the pointer; a mere click on nothing selects nothing. */

import type { Pointer } from "@/canvas/stage";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { idle } from "./idle";

export function panning(desk: Desk, from: Pointer): ToolState {
  let last = from;
  let moved = false;
  return {
    cursor: "grabbing",
    move(pointer) {
      moved ||= !isClick(from, pointer);
      if (!moved) return;
      desk.stage.panBy(pointer.screen.x - last.screen.x, pointer.screen.y - last.screen.y);
      last = pointer;
    },
    up() {
      if (!moved) desk.session.select([]);
      return idle(desk);
    },
    cancel: () => idle(desk),
  };
}
