/** Nothing is held: the object under the pointer lights up, its edges and handles can be felt. */

import type { Pointer } from "@/canvas/stage";
import type { Desk } from "../desk";
import type { ToolState } from "../tool";
import { marquee } from "./marquee";
import { panning } from "./panning";
import { pressing } from "./pressing";
import { resizing } from "./resizing";

export function idle(desk: Desk): ToolState {
  let cursor = "grab";
  const feel = ({ at }: Pointer) => {
    const grab = desk.grabAt(at);
    const item = grab?.item ?? desk.under(at)[0];
    desk.session.hover(item?.key ?? null);
    cursor = grab?.handle.cursor ?? (item ? "pointer" : "grab");
  };
  return {
    get cursor() {
      return cursor;
    },
    move: feel,
    down(pointer) {
      if (pointer.shift && desk.under(pointer.at).length === 0) return marquee(desk, pointer);
      const grab = pointer.shift || pointer.ctrl ? null : desk.grabAt(pointer.at);
      if (grab) return resizing(desk, grab, pointer);
      const items = desk.under(pointer.at);
      return items.length > 0 ? pressing(desk, items, pointer) : panning(desk, pointer);
    },
    doubleClick({ at }) {
      const placed = desk.stage.scene.find(desk.under(at)[0]?.key ?? null);
      if (placed) desk.stage.zoomTo(placed.box);
      else desk.stage.fit();
    },
    cancel() {
      desk.session.select([]);
    },
  };
}
