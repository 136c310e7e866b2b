/** The brush is down and leaves its trace. */

import type { Pointer } from "@/canvas/stage";
import type { Desk } from "../desk";
import type { ToolState } from "../tool";
import type { Easel } from "./easel";
import { hovering, paintRing } from "./hovering";

export function stroking(desk: Desk, easel: Easel, from: Pointer, erases: boolean): ToolState {
  const { size } = desk.session.state.brush;
  let { at } = from;
  easel.begin();
  easel.draw(at, at, size, erases);
  return {
    cursor: "crosshair",
    move(pointer) {
      easel.draw(at, pointer.at, size, erases);
      at = pointer.at;
    },
    up() {
      easel.end(erases);
      return hovering(desk, easel);
    },
    cancel() {
      easel.rest();
      return hovering(desk, easel);
    },
    paint(canvas) {
      easel.paint(canvas);
      paintRing(canvas, at, size);
    },
  };
}
