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
    const grab = desk.handleAt(at) ?? desk.edgeAt(at);
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
      const { at, shift, ctrl } = pointer;
      const grab = desk.handleAt(at) ?? (shift || ctrl ? null : desk.edgeAt(at));
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
    cancel() {
      desk.session.select([]);
    },
  };
}
