/** Draws what somebody else has made of objects that were changed here too, beside how they are here. */

import { type Canvas, paintLit } from "@/canvas/painter";
import { placedOf } from "@/canvas/scene";
import { type Drawn, isDrawn } from "@/model/item";
import type { Desk } from "./desk";

const DASH = [2, 3];

export function paintTheirs(canvas: Canvas, desk: Desk) {
  for (const placed of placedOf(theirsOf(desk))) {
    const look = desk.lookFor(placed.item);
    paintLit(canvas, placed, { ...look, caption: `≠ ${look.caption}`, dash: DASH }, false);
  }
}

export function theirsOf({ session }: Desk): Drawn[] {
  const { frame } = session.state;
  const keys = session.saver.store.getState().conflicts.get(frame) ?? [];
  const theirs = session.saver.theirs(frame)?.items;
  return [...keys].flatMap((key) => theirs?.get(key) ?? []).filter(isDrawn);
}
