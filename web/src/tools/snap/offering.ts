/** Snapped boxes are shown in place of what they were; Enter or the same key takes them, anything else leaves it. */

import { changing } from "@/model/edits";
import { type KeptItem, type ShapeItem, withShape } from "@/model/item";
import type { Desk } from "../desk";
import { TOOLS } from "../index";
import { idle } from "../select/idle";
import type { ToolState } from "../tool";

export type Offer = { readonly item: ShapeItem | KeptItem; readonly points: number[] };

export function offering(desk: Desk, offers: readonly Offer[]): ToolState {
  const { session } = desk;
  const { frame } = session.state;
  desk.preview(offers.map(({ item, points }) => withShape(item, { points })));
  const leave = () => {
    desk.preview([]);
    session.store.setState({ notice: null });
    return TOOLS[session.state.tool]?.start(desk) ?? idle(desk);
  };
  return {
    offer: "snap",
    finish() {
      const next = leave();
      session.commit(
        "resize",
        offers.map(({ item, points }) => changing(frame, item, { points })),
      );
      return next;
    },
    down(pointer) {
      const next = leave();
      return next.down?.(pointer) ?? next;
    },
    cancel: leave,
  };
}
