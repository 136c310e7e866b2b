import { centreOf, type Point, turned } from "@/model/geometry";
import { outlined } from "./kind";

/** `points` are left, top, right, bottom before the box is turned about its centre. */
export function corners(points: readonly number[], rotation = 0): Point[] {
  const [left = 0, top = 0, right = 0, bottom = 0] = points;
  const upright = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  if (!rotation) return upright;
  const centre = centreOf({ left, top, right, bottom });
  return upright.map((corner) => turned(corner, centre, rotation));
}

export const rectangle = outlined((shape) => corners(shape.points ?? [], shape.rotation), true);
