import type { Shape } from "@/api/types";
import type { Box } from "@/model/geometry";
import type { Kind } from "./kind";

type Run = { x: number; y: number; length: number };

function boxOf(shape: Shape): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = (shape.points ?? []).slice(-4);
  return { left, top, right: right + 1, bottom: bottom + 1 };
}

/** The set pixels as horizontal runs: `points` are run lengths (the first counts zeros, row by row), then the box. */
export function* runs(shape: Shape): Generator<Run> {
  const { left, top, right } = boxOf(shape);
  const width = right - left;
  let at = 0;
  for (const [index, length] of (shape.points ?? []).slice(0, -4).entries()) {
    const end = at + length;
    while (index % 2 === 1 && at < end) {
      const column = at % width;
      const part = Math.min(width - column, end - at);
      yield { x: left + column, y: top + Math.floor(at / width), length: part };
      at += part;
    }
    at = end;
  }
}

export const mask: Kind = {
  filled: true,
  stroked: false,
  bounds: boxOf,
  trace(shape, pen) {
    for (const { x, y, length } of runs(shape)) pen.rect(x, y, length, 1);
  },
  contains(shape, at) {
    for (const { x, y, length } of runs(shape)) {
      if (Math.floor(at.y) === y && at.x >= x && at.x < x + length) return true;
    }
    return false;
  },
  /** A mask lies on whole pixels. */
  moved(shape, dx, dy) {
    const points = shape.points ?? [];
    const [left = 0, top = 0, right = 0, bottom = 0] = points.slice(-4);
    const [x, y] = [Math.round(dx), Math.round(dy)];
    return { ...shape, points: [...points.slice(0, -4), left + x, top + y, right + x, bottom + y] };
  },
};
