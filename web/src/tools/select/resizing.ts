/** A handle or an edge of one object follows the pointer. */

import { KINDS } from "@/canvas/kinds";
import type { Pointer } from "@/canvas/stage";
import { changing } from "@/model/edits";
import { withShape } from "@/model/item";
import type { Desk, Grab } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { idle } from "./idle";

/** With `clicked` a click is enough, as where a corner is added. */
export function resizing(desk: Desk, { item, handle }: Grab, from: Pointer, clicked = false): ToolState {
  const { session } = desk;
  const { frame } = session.state;
  const drag = KINDS[item.shape.type].dragged;
  let changed = clicked ? (drag?.(item.shape, handle.id, desk.within(from.at), false) ?? null) : null;
  return {
    cursor: handle.cursor,
    move(pointer) {
      if (!drag || (!changed && isClick(from, pointer))) return;
      changed = drag(item.shape, handle.id, desk.within(pointer.at), pointer.shift);
      session.hold(item.key);
      desk.preview([withShape(item, changed)]);
    },
    up() {
      desk.preview([]);
      if (changed) session.commit(clicked ? "points" : "resize", [changing(frame, item, changed)]);
      else session.select([item.key]);
      return idle(desk);
    },
    cancel() {
      desk.preview([]);
      return idle(desk);
    },
  };
}
