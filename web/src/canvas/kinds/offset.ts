/** A copy a little beside its original, still on the picture. */

import type { Shape } from "@/api/types";
import { moveWithin, type Size } from "@/model/geometry";
import { KINDS } from "./index";

export function offsetBy<T extends Omit<Shape, "frame">>(shape: T, pixels: number, picture: Size): T {
  const kind = KINDS[shape.type];
  const whole = { ...shape, frame: 0 };
  const { dx, dy } = moveWithin([kind.bounds(whole)], pixels, pixels, picture);
  const { frame: _, ...moved } = kind.moved(whole, dx, dy);
  return { ...shape, ...moved };
}
