import type { Shape } from "@/api/types";
import { boundsOf, pairs } from "@/model/geometry";
import type { Kind } from "./kind";
import { points } from "./points";

const joints = (shape: Shape): Shape => ({
  ...shape,
  points: (shape.elements ?? []).filter((element) => !element.outside).flatMap((element) => element.points ?? []),
});

/** A skeleton is shown by its points; the edges between them lie in the label's drawing. */
export const skeleton: Kind = {
  filled: true,
  stroked: true,
  bounds: (shape) => boundsOf(pairs(joints(shape).points ?? [])),
  trace: (shape, pen) => points.trace(joints(shape), pen),
  contains: (shape, at, slack) => points.contains(joints(shape), at, slack),
};
