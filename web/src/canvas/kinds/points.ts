import { boundsOf, pairs } from "@/model/geometry";
import { type Kind, movedPoints } from "./kind";
import { dotted } from "./vertices";

const RADIUS = 3;

export const points: Kind = {
  filled: true,
  stroked: true,
  bounds: (shape) => boundsOf(pairs(shape.points ?? [])),
  trace(shape, pen) {
    for (const { x, y } of pairs(shape.points ?? [])) {
      pen.moveTo(x + RADIUS, y);
      pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
    }
  },
  contains: (shape, at, slack) =>
    pairs(shape.points ?? []).some(({ x, y }) => Math.hypot(at.x - x, at.y - y) <= RADIUS + slack),
  moved: movedPoints,
  ...dotted(),
};
