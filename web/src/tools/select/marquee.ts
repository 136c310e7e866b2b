/** A box is drawn around objects: those that it touches are added to the selection. */

import type { Pointer } from "@/canvas/stage";
import { boundsOf } from "@/model/geometry";
import { paintBand } from "../band";
import type { Desk } from "../desk";
import type { ToolState } from "../tool";
import { idle } from "./idle";

export function marquee(desk: Desk, from: Pointer): ToolState {
  const { session, stage } = desk;
  const before = session.state.selected;
  let box = boundsOf([from.at]);
  return {
    cursor: "crosshair",
    move({ at }) {
      box = boundsOf([from.at, at]);
      const touched = stage.scene.within(box).map(({ key }) => key);
      session.select(new Set([...before, ...touched.filter((key) => !session.state.locked.has(key))]));
      stage.repaint();
    },
    up: () => idle(desk),
    cancel() {
      session.select(before);
      return idle(desk);
    },
    paint: (canvas) => paintBand(canvas, box),
  };
}
