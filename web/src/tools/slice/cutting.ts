/** A line is drawn across: polygons and masks that it runs through are cut in two. */

import { rounded } from "@/canvas/kinds/kind";
import type { Canvas } from "@/canvas/painter";
import type { Pointer } from "@/canvas/stage";
import { bitmapOf, maskPoints } from "@/model/bitmap";
import { type Edit, keyOf } from "@/model/document";
import { isEditable } from "@/model/edits";
import { type Point, pairs } from "@/model/geometry";
import type { KeptItem, ShapeItem } from "@/model/item";
import { splitting } from "@/model/pieces";
import { sliced, slicedMask } from "@/model/slicing";
import { aiming } from "../aiming";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";

export function cutting(desk: Desk, from: Pointer): ToolState {
  let end = from.at;
  let clicked = false;
  const rest = () => aiming(desk, (pointer) => cutting(desk, pointer));
  return {
    cursor: "crosshair",
    move({ at }) {
      end = at;
      desk.stage.repaint();
    },
    up(pointer) {
      if (!clicked && isClick(from, pointer)) {
        clicked = true;
        return;
      }
      cut(desk, from.at, pointer.at);
      return rest();
    },
    cancel: rest,
    paint: (canvas) => paintCut(canvas, from.at, end),
  };
}

/** What is selected is cut, or else everything that the line runs through. */
function cut(desk: Desk, from: Point, to: Point) {
  const { session } = desk;
  const { frame, locked } = session.state;
  const meant = session.selection.length > 0 ? session.selection : session.shown;
  const edits = meant.flatMap((item): Edit[] => {
    if (!isEditable(item) || locked.has(item.key)) return [];
    const pieces = piecesOf(item, from, to);
    return pieces.length > 1 ? splitting(frame, item, pieces) : [];
  });
  if (edits.length === 0) return desk.say("nothingCut");
  session.commit("points", edits);
  session.select(edits.map(keyOf));
}

function piecesOf({ shape }: ShapeItem | KeptItem, from: Point, to: Point): { points: number[] }[] {
  const { type, points = [] } = shape;
  if (type === "polygon") {
    const rings = sliced(pairs(points), from, to);
    return rings.map((ring) => ({ points: ring.flatMap(({ x, y }) => [rounded(x), rounded(y)]) }));
  }
  if (type !== "mask") return [];
  const halves = slicedMask(bitmapOf(points), from, to);
  return (halves ?? []).flatMap((half) => {
    const left = maskPoints(half);
    return left ? [{ points: left }] : [];
  });
}

function paintCut({ pen, view }: Canvas, from: Point, to: Point) {
  for (const [color, width] of [
    ["rgb(0 0 0 / 60%)", 4],
    ["#ffffff", 1.5],
  ] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(from.x * view.scale + view.x, from.y * view.scale + view.y);
    pen.lineTo(to.x * view.scale + view.x, to.y * view.scale + view.y);
    pen.stroke();
  }
}
