/** What the canvas must know of a type of shape; one file for each, joined in `index.ts`. */

import type { Shape } from "@/api/types";
import { type Box, boundsOf, distanceToLine, isInside, type Point } from "@/model/geometry";

/** The part of `Path2D` that shapes draw with, so that they can be tested without a browser. */
export type Pen = Pick<Path2D, "moveTo" | "lineTo" | "closePath" | "rect" | "arc">;

export interface Kind {
  /** Area types are tinted inside. */
  filled: boolean;
  /** Masks have no line around them. */
  stroked: boolean;
  bounds(shape: Shape): Box;
  /** Where the handles of a selected shape are, if not at the corners of its bounds. */
  corners?(shape: Shape): Point[];
  trace(shape: Shape, pen: Pen): void;
  /** Whether a point lies on the shape, or within `slack` pixels of its line. */
  contains(shape: Shape, at: Point, slack: number): boolean;
}

/** A kind whose outline is a line through corners. */
export function outlined(corners: (shape: Shape) => Point[], closed: boolean): Kind {
  return {
    filled: closed,
    stroked: true,
    bounds: (shape) => boundsOf(corners(shape)),
    corners,
    trace(shape, pen) {
      for (const [index, { x, y }] of corners(shape).entries()) index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
      if (closed) pen.closePath();
    },
    contains(shape, at, slack) {
      const line = corners(shape);
      return (closed && isInside(at, line)) || distanceToLine(at, line, closed) <= slack;
    },
  };
}
