/** One corner is set: dragging, or a second click, sets the one across. With Shift the box is a square. */

import type { Pointer } from "@/canvas/stage";
import { type Box, boundsOf, type Point } from "@/model/geometry";
import { aiming } from "../aiming";
import { paintCross } from "../band";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";

/** A shape that a box says all about. */
export type Boxed = { readonly type: "rectangle" | "ellipse"; pointsIn(box: Box): number[] };

/** Smaller boxes are slips of the hand; in pixels of the picture. */
const LEAST = 1;

export const boxing = (desk: Desk, boxed: Boxed): ToolState =>
  aiming(desk, (pointer) => spanning(desk, boxed, pointer));

function spanning(desk: Desk, boxed: Boxed, from: Pointer): ToolState {
  const { type, pointsIn } = boxed;
  const start = desk.within(from.at);
  let end = start;
  let clicked = false;
  const follow = ({ at, shift }: Pointer) => {
    end = desk.within(shift ? squared(start, at) : at);
    desk.stage.repaint();
  };
  return {
    cursor: "crosshair",
    move: follow,
    up(pointer) {
      if (!clicked && isClick(from, pointer)) {
        clicked = true;
        return;
      }
      follow(pointer);
      const box = boundsOf([start, end]);
      if (box.right - box.left >= LEAST && box.bottom - box.top >= LEAST) {
        desk.session.draw([{ type, points: pointsIn(box) }]);
      }
      return boxing(desk, boxed);
    },
    cancel: () => boxing(desk, boxed),
    paint(canvas) {
      desk.paintNew(canvas, { type, points: pointsIn(boundsOf([start, end])) });
      paintCross(canvas, end);
    },
  };
}

function squared(start: Point, { x, y }: Point): Point {
  const side = Math.max(Math.abs(x - start.x), Math.abs(y - start.y));
  return { x: start.x + side * (Math.sign(x - start.x) || 1), y: start.y + side * (Math.sign(y - start.y) || 1) };
}
