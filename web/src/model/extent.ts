/** The upright box that a shape takes up, told from its points; how it is drawn is the canvas's affair. */

import type { Shape, ShapeType } from "@/api/types";
import { type Box, boundsOf, centreOf, cornersOf, pairs, turned } from "./geometry";

type Extent = (shape: Shape) => Box;

const boxOf = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): Box => ({ left, top, right, bottom });

function turnedBox(box: Box, rotation: number): Box {
  return rotation ? boundsOf(cornersOf(box).map((corner) => turned(corner, centreOf(box), rotation))) : box;
}

const EXTENTS: Partial<Record<ShapeType, Extent>> = {
  rectangle: ({ points = [], rotation = 0 }) => turnedBox(boxOf(points), rotation),
  /** The centre, then the right-most x and the top-most y. */
  ellipse: ({ points: [x = 0, y = 0, right = 0, top = 0] = [], rotation = 0 }) =>
    turnedBox({ left: 2 * x - right, top, right, bottom: 2 * y - top }, rotation),
  /** The box stands after the run lengths. */
  mask: ({ points = [] }) => boxOf(points.slice(-4)),
  skeleton: ({ elements = [] }) => boundsOf(elements.flatMap(({ points = [] }) => pairs(points))),
};

export const extentOf: Extent = (shape) => EXTENTS[shape.type]?.(shape) ?? boundsOf(pairs(shape.points ?? []));
