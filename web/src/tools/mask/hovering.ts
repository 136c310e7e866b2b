/** The ring shows how far the brush reaches; the wheel with Ctrl, Alt or Shift makes it larger and smaller. */

import type { Canvas } from "@/canvas/painter";
import type { Pointer } from "@/canvas/stage";
import { resized } from "@/model/brush";
import type { Point } from "@/model/geometry";
import type { Brush } from "@/state/editor";
import { paintCross } from "../band";
import type { Desk } from "../desk";
import { laying, type Path } from "../path/laying";
import type { ToolState } from "../tool";
import type { Easel } from "./easel";
import { stroking } from "./stroking";

export function hovering(desk: Desk, easel: Easel): ToolState {
  const { session } = desk;
  let at: Point | null = null;
  const brush = () => session.state.brush;
  return {
    cursor: "crosshair",
    move(pointer) {
      at = pointer.at;
      desk.stage.repaint();
    },
    down(pointer) {
      const mode = modeOf(brush(), pointer);
      const erases = mode === "erase" || mode === "cut";
      if (erases && !pickErased(desk, easel, pointer)) return desk.say("nothingToErase");
      if (mode === "fill" || mode === "cut") return laying(desk, pathOf(easel, erases), pointer);
      return stroking(desk, easel, pointer, erases);
    },
    wheel({ ctrl, alt, shift }, steps) {
      if (!ctrl && !alt && !shift) return false;
      session.store.setState({ brush: resized(brush(), steps) });
      desk.stage.repaint();
      return true;
    },
    /** The mask is done: the next stroke makes another one. */
    get finish() {
      return easel.selected ? () => session.select([]) : undefined;
    },
    cancel() {
      if (easel.selected) session.select([]);
      else session.store.setState({ tool: "select" });
    },
    paint(canvas) {
      easel.paint(canvas);
      const { mode, size } = brush();
      if (!at) return;
      if (mode === "fill" || mode === "cut") paintCross(canvas, desk.within(at));
      else paintRing(canvas, at, size);
    },
  };
}

/** Ctrl does the opposite for as long as it is held. */
function modeOf({ mode }: Brush, { ctrl }: Pointer): Brush["mode"] {
  if (!ctrl) return mode;
  return ({ paint: "erase", erase: "paint", fill: "cut", cut: "fill" } as const)[mode];
}

/** With no mask selected the one under the pointer is meant. */
function pickErased(desk: Desk, easel: Easel, { at }: Pointer): boolean {
  if (easel.selected) return true;
  const mask = desk.under(at).find(({ shape }) => shape.type === "mask");
  if (mask) desk.session.select([mask.key]);
  return easel.selected !== null;
}

const pathOf = (easel: Easel, erases: boolean): Path => ({
  type: "polygon",
  least: 3,
  freehand: true,
  done(_, corners) {
    easel.begin();
    easel.fill(corners, erases);
    easel.end(erases);
  },
  next: (desk) => hovering(desk, easel),
});

/** How far the brush reaches, dark and light so that it shows on any picture. */
export function paintRing({ pen, view }: Canvas, at: Point, size: number) {
  for (const [color, width] of [
    ["rgb(0 0 0 / 65%)", 3],
    ["#ffffff", 1.25],
  ] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(at.x * view.scale + view.x, at.y * view.scale + view.y, (size / 2) * view.scale, 0, 2 * Math.PI);
    pen.stroke();
  }
}
