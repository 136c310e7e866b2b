/** By keys from handle to handle of the selected object: arrows move the one that is held, Delete takes its corner away, Insert makes one. */

import type { Shape } from "@/api/types";
import { KINDS } from "@/canvas/kinds";
import type { Handle } from "@/canvas/kinds/kind";
import type { Pointer } from "@/canvas/stage";
import { changing } from "@/model/edits";
import type { Desk, Grab } from "../desk";
import type { Next, ToolState } from "../tool";
import { isRinged, paintRing, removeCorner, ringReach } from "./corner";
import { idle } from "./idle";

/** Answers false when not just one object is selected, or it has nothing to hold. */
export function stepping(desk: Desk, from: 1 | -1): ToolState | false {
  const item = desk.onlySelected();
  const first = item && handlesOf(item.shape).at(from > 0 ? 0 : -1);
  if (!item || !first) return false;
  const { session } = desk;
  let held = first.id;
  /** The object as it is now; null once another one is selected. */
  const grab = (): Grab | null => {
    const now = desk.onlySelected();
    const handle = now?.key === item.key ? handlesOf(now.shape).find(({ id }) => id === held) : undefined;
    return now && handle ? { item: now, handle } : null;
  };
  const reshape = ({ item: now }: Grab, shape: Shape) =>
    session.continue("points", [changing(session.state.frame, now, shape)]);
  /** Whoever takes the mouse again has done with keys. */
  const pointed =
    (then: "move" | "down") =>
    (pointer: Pointer): Next => {
      const next = idle(desk);
      return next[then]?.(pointer) ?? next;
    };
  return {
    move: pointed("move"),
    down: pointed("down"),
    step(by) {
      const now = grab();
      if (!now) return stepping(desk, by);
      held = neighbour(handlesOf(now.item.shape), held, by);
      return true;
    },
    nudge(dx, dy) {
      const now = grab();
      const { x, y } = now?.handle.at ?? { x: 0, y: 0 };
      const moved =
        now && KINDS[now.item.shape.type].dragged?.(now.item.shape, held, desk.within({ x: x + dx, y: y + dy }), false);
      if (now && moved) reshape(now, moved);
      return now !== null;
    },
    insert() {
      const now = grab();
      const made = now && KINDS[now.item.shape.type].inserted?.(now.item.shape, held);
      if (!now || !made) return false;
      reshape(now, made.shape);
      held = made.handle;
      return true;
    },
    /** Where all corners are needed nothing goes; a handle that is no corner means the whole object. */
    erase() {
      const now = grab();
      if (!now || !KINDS[now.item.shape.type].reduced) return false;
      if (removeCorner(desk, now) && !grab()) held = handlesOf(now.item.shape).at(-2)?.id ?? held;
      return true;
    },
    finish: () => idle(desk),
    cancel: () => idle(desk),
    paint(canvas) {
      const now = grab();
      if (isRinged(now)) paintRing(canvas, now.handle);
    },
    reach(canvas) {
      const now = grab();
      return isRinged(now) ? ringReach(canvas, now.handle) : null;
    },
  };
}

/** Places for new corners are not held: Insert makes them. */
const handlesOf = (shape: Shape): Handle[] =>
  (KINDS[shape.type].handles?.(shape, 0) ?? []).filter(({ look }) => look !== "mid");

function neighbour(handles: readonly Handle[], held: string, by: 1 | -1): string {
  const at = handles.findIndex(({ id }) => id === held);
  return handles.at((at + by) % handles.length)?.id ?? held;
}
