/** Nothing is held: the object under the pointer lights up, its edges and handles can be felt. */

import type { Pointer } from "@/canvas/stage";
import type { Desk, Grab } from "../desk";
import type { ToolState } from "../tool";
import { isRinged, paintRing, removeCorner, ringReach } from "./corner";
import { marquee } from "./marquee";
import { panning } from "./panning";
import { pressing } from "./pressing";
import { resizing } from "./resizing";
import { stepping } from "./stepping";

export function idle(desk: Desk): ToolState {
  let cursor = "grab";
  let felt: Grab | null = null;
  const feel = ({ at, ctrl }: Pointer) => {
    const before = felt;
    felt = (ctrl ? desk.betweenAt(at) : null) ?? desk.handleAt(at) ?? desk.edgeAt(at);
    const item = felt?.item ?? desk.under(at)[0];
    desk.session.hover(item?.key ?? null);
    cursor = felt?.handle.cursor ?? (item ? "pointer" : "grab");
    // What is hovered is painted by whoever watches it.
    if (isRinged(felt) || isRinged(before)) desk.stage.repaint();
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
    step: (by) => stepping(desk, by),
    paint: (canvas) => isRinged(felt) && paintRing(canvas, felt.handle),
    reach: (canvas) => (isRinged(felt) ? ringReach(canvas, felt.handle) : null),
  };
}
