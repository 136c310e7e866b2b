/** Nothing is held: the object under the pointer lights up, its edges and handles can be felt. */

import { KINDS } from "@/canvas/kinds";
import type { Handle } from "@/canvas/kinds/kind";
import type { Canvas } from "@/canvas/painter";
import { pointReach } from "@/canvas/reach";
import type { Pointer } from "@/canvas/stage";
import { changing } from "@/model/edits";
import type { Desk, Grab } from "../desk";
import type { ToolState } from "../tool";
import { marquee } from "./marquee";
import { panning } from "./panning";
import { pressing } from "./pressing";
import { resizing } from "./resizing";

/** How large the ring around a handle is, in pixels of the screen. */
const FELT = 7;

export function idle(desk: Desk): ToolState {
  let cursor = "grab";
  let felt: Grab | null = null;
  const feel = ({ at, ctrl }: Pointer) => {
    const before = felt;
    felt = (ctrl ? desk.betweenAt(at) : null) ?? desk.handleAt(at) ?? desk.edgeAt(at);
    const item = felt?.item ?? desk.under(at)[0];
    desk.session.hover(item?.key ?? null);
    cursor = felt?.handle.cursor ?? (item ? "pointer" : "grab");
    // What is hovered is painted by whoever watches it; an edge that is felt is not painted at all.
    if (isPainted(felt) || isPainted(before)) desk.stage.repaint();
  };
  return {
    get cursor() {
      return cursor;
    },
    rests: true,
    move: feel,
    down(pointer) {
      const { at, shift, ctrl, alt } = pointer;
      const handle = desk.handleAt(at);
      if (handle && alt && removeCorner(desk, handle)) return idle(desk);
      const between = ctrl && handle?.handle.look !== "round" ? desk.betweenAt(at) : null;
      if (between) return resizing(desk, between, pointer, true);
      const grab = handle ?? (shift || ctrl ? null : desk.edgeAt(at));
      if (grab) return resizing(desk, grab, pointer);
      const items = desk.under(at);
      if (shift && items.length === 0) return marquee(desk, pointer);
      return items.length > 0 ? pressing(desk, items, pointer) : panning(desk, pointer);
    },
    doubleClick({ at }) {
      const placed = desk.stage.scene.find(desk.under(at)[0]?.key ?? null);
      if (placed) desk.stage.zoomTo(placed.box);
      else desk.stage.fit();
    },
    erase: () => felt !== null && removeCorner(desk, felt) && idle(desk),
    cancel() {
      desk.session.select([]);
    },
    paint: (canvas) => felt && paintFelt(canvas, felt.handle),
    reach: (canvas) => (felt && isPainted(felt) ? pointReach(canvas, felt.handle.at, 2 * FELT) : null),
  };
}

/** Answers false where there is no corner, or where the shape needs all of its corners. */
function removeCorner(desk: Desk, { item, handle }: Grab): boolean {
  const reduced = KINDS[item.shape.type].reduced?.(item.shape, handle.id);
  if (!reduced) return false;
  desk.session.commit("points", [changing(desk.session.state.frame, item, reduced)]);
  return true;
}

const isPainted = (grab: Grab | null): boolean => grab !== null && grab.handle.look !== "none";

/** The handle under the pointer, so that one sees what would be dragged or taken away. */
function paintFelt({ pen, view }: Canvas, { at, look }: Handle) {
  if (look === "none") return;
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(at.x * view.scale + view.x, at.y * view.scale + view.y, FELT, 0, 2 * Math.PI);
  pen.stroke();
}
