/** Corners are set with clicks, or drawn with the button held; Enter, a double click or the first corner ends it. */

import type { Pointer } from "@/canvas/stage";
import type { Point } from "@/model/geometry";
import { paintCross } from "../band";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { paintClosing, paintCorners, Trail } from "./trail";

/** What the corners are to become. */
export type Path = {
  readonly type: "polygon" | "polyline" | "points";
  readonly least: number;
  /** With so many it is done. */
  readonly most?: number;
  /** Whether holding the button draws along. */
  readonly freehand: boolean;
  done(desk: Desk, corners: readonly Point[]): void;
  /** Where it goes on from when this is done or given up. */
  next(desk: Desk): ToolState;
};

export function laying(desk: Desk, path: Path, first: Pointer): ToolState {
  const trail = new Trail();
  let at = desk.within(first.at);
  let pressed: Pointer | null = first;
  let drawing = false;
  trail.add(at);

  const finish = () => {
    if (trail.points.length < path.least) return desk.say("tooFewCorners");
    path.done(desk, trail.points);
    return path.next(desk);
  };
  const closes = (point: Point): boolean => {
    const [start] = trail.points;
    if (path.type !== "polygon" || !start || trail.points.length < path.least) return false;
    return Math.hypot(point.x - start.x, point.y - start.y) <= desk.slack * 1.2;
  };
  const back = () => (trail.back() && trail.points.length > 0 ? true : path.next(desk));

  return {
    cursor: "crosshair",
    down(pointer) {
      at = desk.within(pointer.at);
      if (closes(at)) return finish();
      trail.add(at);
      pressed = pointer;
    },
    move(pointer) {
      at = desk.within(pointer.at);
      drawing ||= path.freehand && pressed !== null && !isClick(pressed, pointer);
      if (drawing) trail.draw(at);
      desk.stage.repaint();
    },
    up() {
      trail.rest(desk.stage.view.scale);
      const drew = drawing;
      [pressed, drawing] = [null, false];
      if ((drew && closes(at)) || trail.points.length === path.most) return finish();
    },
    doubleClick() {
      // Its second click has set a corner on the last one.
      if (trail.points.length > 1) trail.back();
      return finish();
    },
    finish,
    stepBack: back,
    erase: back,
    cancel: () => path.next(desk),
    paint(canvas) {
      const { color } = desk.newLook;
      const corners = trail.upTo(pressed ? null : at);
      const type = path.type === "polygon" && corners.length < 3 ? "polyline" : path.type;
      desk.paintNew(canvas, { type, points: corners.flatMap(({ x, y }) => [x, y]) });
      paintCorners(canvas, trail.points, color);
      const [start] = trail.points;
      if (start && closes(at)) paintClosing(canvas, start, color);
      else if (!pressed) paintCross(canvas, at);
    },
  };
}
