/** A handle that is felt or held: how it is shown, and how its corner goes. */

import { KINDS } from "@/canvas/kinds";
import type { Handle } from "@/canvas/kinds/kind";
import type { Canvas } from "@/canvas/painter";
import { pointReach } from "@/canvas/reach";
import { changing } from "@/model/edits";
import type { Box } from "@/model/geometry";
import type { Desk, Grab } from "../desk";

/** How large the ring around a handle is, in pixels of the screen. */
const FELT = 7;

/** Answers false where there is no corner, or where the shape needs all of its corners. */
export function removeCorner(desk: Desk, { item, handle }: Grab): boolean {
  const reduced = KINDS[item.shape.type].reduced?.(item.shape, handle.id);
  if (!reduced) return false;
  desk.session.commit("points", [changing(desk.session.state.frame, item, reduced)]);
  return true;
}

/** An edge that is felt is not painted at all. */
export const isRinged = (grab: Grab | null): grab is Grab => grab !== null && grab.handle.look !== "none";

/** A ring, so that one sees what would be dragged, moved or taken away. */
export function paintRing({ pen, view }: Canvas, { at }: Handle) {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(at.x * view.scale + view.x, at.y * view.scale + view.y, FELT, 0, 2 * Math.PI);
  pen.stroke();
}

export const ringReach = (canvas: Canvas, { at }: Handle): Box => pointReach(canvas, at, 2 * FELT);
