/** Draws what somebody else has made of objects that were changed here too, beside how they are here. */

import { type Canvas, paintLit } from "@/canvas/painter";
import { Scene } from "@/canvas/scene";
import { isDrawn } from "@/model/item";
import type { Desk } from "./desk";

const DASH = [2, 3];

export function paintTheirs(canvas: Canvas, desk: Desk) {
  const { session } = desk;
  const { frame } = session.state;
  const keys = session.saver.store.getState().conflicts.get(frame);
  if (!keys) return;
  const theirs = session.saver.theirs(frame)?.items;
  const items = [...keys].flatMap((key) => theirs?.get(key) ?? []).filter(isDrawn);
  for (const placed of new Scene(items).items) {
    const look = desk.lookFor(placed.item);
    paintLit(canvas, placed, { ...look, caption: `≠ ${look.caption}`, dash: DASH }, false);
  }
}
