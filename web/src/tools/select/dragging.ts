/** The selected objects follow the pointer; they are put down where it is let go. */

import { KINDS } from "@/canvas/kinds";
import type { Pointer } from "@/canvas/stage";
import { changing, isEditable } from "@/model/edits";
import { moveWithin } from "@/model/geometry";
import { type KeptItem, type ShapeItem, withShape } from "@/model/item";
import type { Desk } from "../desk";
import type { ToolState } from "../tool";
import { idle } from "./idle";

export function dragging(desk: Desk, from: Pointer): ToolState {
  const { session } = desk;
  const { frame, locked } = session.state;
  const items = session.selection.filter(
    (item): item is ShapeItem | KeptItem => isEditable(item) && !locked.has(item.key),
  );
  const boxes = items.map(({ shape }) => KINDS[shape.type].bounds(shape));
  let moved: readonly { item: ShapeItem | KeptItem; change: ShapeItem["shape"] }[] = [];
  return {
    cursor: "move",
    move({ at }) {
      const { dx, dy } = moveWithin(boxes, at.x - from.at.x, at.y - from.at.y, desk.size);
      moved = items.map((item) => ({ item, change: KINDS[item.shape.type].moved(item.shape, dx, dy) }));
      desk.preview(moved.map(({ item, change }) => withShape(item, change)));
    },
    up() {
      desk.preview([]);
      session.commit(
        "move",
        moved.map(({ item, change }) => changing(frame, item, change)),
      );
      return idle(desk);
    },
    cancel() {
      desk.preview([]);
      return idle(desk);
    },
  };
}
