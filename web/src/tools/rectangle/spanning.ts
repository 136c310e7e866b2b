/** One corner is set: dragging, or a second click, sets the one across. */

import { pointsOf } from "@/canvas/kinds/frame";
import { rounded } from "@/canvas/kinds/kind";
import type { Pointer } from "@/canvas/stage";
import { boundsOf } from "@/model/geometry";
import { paintCross } from "../band";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { aiming } from "./aiming";

/** Smaller boxes are slips of the hand; in pixels of the picture. */
const LEAST = 1;

export function spanning(desk: Desk, from: Pointer): ToolState {
  const start = desk.within(from.at);
  let end = start;
  let clicked = false;
  const finish = () => {
    const box = boundsOf([start, end]);
    if (box.right - box.left >= LEAST && box.bottom - box.top >= LEAST) {
      desk.session.draw([{ type: "rectangle", points: pointsOf(box).map(rounded) }]);
    }
    return aiming(desk);
  };
  return {
    cursor: "crosshair",
    move(pointer) {
      end = desk.within(pointer.at);
      desk.stage.repaint();
    },
    up(pointer) {
      if (!clicked && isClick(from, pointer)) {
        clicked = true;
        return;
      }
      end = desk.within(pointer.at);
      return finish();
    },
    cancel: () => aiming(desk),
    paint(canvas) {
      desk.paintNew(canvas, { type: "rectangle", points: pointsOf(boundsOf([start, end])) });
      paintCross(canvas, end);
    },
  };
}
