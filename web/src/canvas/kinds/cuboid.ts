import { boundsOf, distanceToLine, isInside, type Point, pairs } from "@/model/geometry";
import { type Kind, movedPoints } from "./kind";

/** Eight corners as CVAT orders them: front left, front right, back right and back left edge, each top then bottom. */
function faces(points: readonly number[]): Point[][] {
  const all = pairs(points);
  const face = (...at: number[]) => at.map((index) => all[index] ?? { x: 0, y: 0 });
  return [face(0, 2, 3, 1), face(2, 4, 5, 3), face(4, 6, 7, 5), face(6, 0, 1, 7)];
}

export const cuboid: Kind = {
  filled: false,
  stroked: true,
  bounds: (shape) => boundsOf(pairs(shape.points ?? [])),
  trace(shape, pen) {
    for (const face of faces(shape.points ?? [])) {
      for (const [index, { x, y }] of face.entries()) index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
      pen.closePath();
    }
  },
  contains: (shape, at, slack) =>
    faces(shape.points ?? []).some((face) => isInside(at, face) || distanceToLine(at, face, true) <= slack),
  moved: movedPoints,
};
