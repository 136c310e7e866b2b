import type { Shape } from "@/api/types";
import { isSet } from "@/model/bitmap";
import type { Box } from "@/model/geometry";
import type { Kind } from "./kind";
import { masks } from "./maskPictures";

function boxOf(shape: Shape): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = (shape.points ?? []).slice(-4);
  return { left, top, right: right + 1, bottom: bottom + 1 };
}

/** `points` are run lengths (the first counts zeros, row by row), then left, top, right, bottom, inclusive. */
export const mask: Kind = {
  filled: true,
  stroked: false,
  bounds: boxOf,
  trace(shape, pen) {
    const { left, top, right, bottom } = boxOf(shape);
    pen.rect(left, top, right - left, bottom - top);
  },
  bitmap: (shape, color) => masks.get(shape, color),
  contains: (shape, at) => isSet(shape.points ?? [], at),
  /** A mask lies on whole pixels. */
  moved(shape, dx, dy) {
    const points = shape.points ?? [];
    const [left = 0, top = 0, right = 0, bottom = 0] = points.slice(-4);
    const [x, y] = [Math.round(dx), Math.round(dy)];
    const there = [...points.slice(0, -4), left + x, top + y, right + x, bottom + y];
    masks.share(points, there);
    return { ...shape, points: there };
  },
};
