import { centreOf, cornersOf, type Point, turned } from "@/model/geometry";
import { outlined } from "./kind";

/** `points` are left, top, right, bottom before the box is turned about its centre. */
function corners(points: readonly number[], rotation = 0): Point[] {
  const [left = 0, top = 0, right = 0, bottom = 0] = points;
  const box = { left, top, right, bottom };
  const centre = centreOf(box);
  return cornersOf(box).map((corner) => (rotation ? turned(corner, centre, rotation) : corner));
}

export const rectangle = outlined((shape) => corners(shape.points ?? [], shape.rotation), true);
