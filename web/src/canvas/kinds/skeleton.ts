import type { Shape } from "@/api/types";
import type { Bones } from "@/model/bones";
import { boundsOf, type Point, pairs } from "@/model/geometry";
import { type Kind, movedPoints, rounded } from "./kind";
import { points } from "./points";

const joints = (shape: Shape): Shape => ({
  ...shape,
  points: (shape.elements ?? []).filter((element) => !element.outside).flatMap((element) => element.points ?? []),
});

/** A skeleton is shown by its points; the bones between them are its label's. */
export const skeleton: Kind = {
  filled: true,
  stroked: true,
  bounds: (shape) => boundsOf(pairs(joints(shape).points ?? [])),
  trace: (shape, pen) => points.trace(joints(shape), pen),
  contains: (shape, at, slack) => points.contains(joints(shape), at, slack),
  moved: (shape, dx, dy) => ({
    ...shape,
    elements: (shape.elements ?? []).map((element) => movedPoints(element, dx, dy)),
  }),
  handles: (shape) =>
    (shape.elements ?? []).flatMap(({ points: [x = 0, y = 0] = [], outside }, index) =>
      outside ? [] : [{ id: `${index}`, at: { x, y }, cursor: "crosshair", look: "round" as const }],
    ),
  dragged: (shape, handle, { x, y }) => ({
    ...shape,
    elements: (shape.elements ?? []).map((element, index) =>
      `${index}` === handle ? { ...element, points: [rounded(x), rounded(y)] } : element,
    ),
  }),
};

/** The lines between joints that are seen. */
export function bonesOf({ elements = [] }: Shape, bones: Bones): [Point, Point][] {
  const places = new Map(
    elements.flatMap(({ label_id, outside, points: [x = 0, y = 0] = [] }) =>
      outside ? [] : [[label_id, { x, y }] as const],
    ),
  );
  return bones.flatMap(([one, other]): [Point, Point][] => {
    const [from, to] = [places.get(one), places.get(other)];
    return from && to ? [[from, to]] : [];
  });
}
