/** What the canvas must know of a type of shape; one file for each, joined in `index.ts`. */

import type { Shape } from "@/api/types";
import { type Box, boundsOf, distanceToLine, isInside, type Point } from "@/model/geometry";

/** The part of `Path2D` that shapes draw with, so that they can be tested without a browser. */
export type Pen = Pick<Path2D, "moveTo" | "lineTo" | "closePath" | "rect" | "arc">;

/** A place of a shape that can be dragged. */
export type Handle = {
  /** Names the handle within its shape. */
  readonly id: string;
  readonly at: Point;
  readonly cursor: string;
  /** How the selected shape shows it; an edge is only felt, dragging a `mid` one makes a corner. */
  readonly look: "square" | "round" | "small" | "mid" | "none";
};

export interface Kind {
  /** Area types are tinted inside. */
  filled: boolean;
  /** Masks have no line around them. */
  stroked: boolean;
  bounds(shape: Shape): Box;
  trace(shape: Shape, pen: Pen): void;
  /** The line around it, for the kinds that have just one that is closed. */
  outline?(shape: Shape): Point[];
  /** What lies in its bounds, for the kinds that are made of pixels. */
  bitmap?(shape: Shape, color: string): CanvasImageSource;
  /** Whether a point lies on the shape, or within `slack` pixels of its line. */
  contains(shape: Shape, at: Point, slack: number): boolean;
  /** The shape moved as a whole. */
  moved(shape: Shape, dx: number, dy: number): Shape;
  /** The places to drag when it is selected, those for new corners only on edges longer than `room`. */
  handles?(shape: Shape, room: number): Handle[];
  /** An edge that can be dragged without selecting first. */
  edge?(shape: Shape, at: Point, slack: number): Handle | null;
  /** The shape with the handle dragged to a point; `regular` keeps a square square and turns in steps. */
  dragged?(shape: Shape, handle: string, to: Point, regular: boolean): Shape;
  /** The handle that dragging would make a new corner of at a place of its line; null beside it. */
  between?(shape: Shape, at: Point, slack: number): Handle | null;
  /** The shape with a corner more, halfway to the next one after that of a handle, and the new one's handle; null when there is no next one. */
  inserted?(shape: Shape, handle: string): { shape: Shape; handle: string } | null;
  /** The shape without the corner of a handle; null when it would be none without it. */
  reduced?(shape: Shape, handle: string): Shape | null;
}

/** Flat points moved by an offset. */
export const offset = (points: readonly number[], dx: number, dy: number): number[] =>
  points.map((value, at) => rounded(value + (at % 2 === 0 ? dx : dy)));

/** Hundredths of a pixel are finer than anybody draws. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

export const movedPoints = (shape: Shape, dx: number, dy: number): Shape => ({
  ...shape,
  points: offset(shape.points ?? [], dx, dy),
});

/** A kind whose outline is a line through corners. */
export function outlined(corners: (shape: Shape) => Point[], closed: boolean): Kind {
  return {
    filled: closed,
    stroked: true,
    ...(closed && { outline: corners }),
    bounds: (shape) => boundsOf(corners(shape)),
    trace(shape, pen) {
      for (const [index, { x, y }] of corners(shape).entries()) index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
      if (closed) pen.closePath();
    },
    contains(shape, at, slack) {
      const line = corners(shape);
      return (closed && isInside(at, line)) || distanceToLine(at, line, closed) <= slack;
    },
    moved: movedPoints,
  };
}
