import { type Point, turned } from "@/model/geometry";
import { type Kind, outlined } from "./kind";

const STEPS = 48;

/** `points` are the centre, then the right-most x and the top-most y. */
function around(points: readonly number[], rotation = 0): Point[] {
  const [cx = 0, cy = 0, right = 0, top = 0] = points;
  const centre = { x: cx, y: cy };
  return Array.from({ length: STEPS }, (_, step) => {
    const angle = (step / STEPS) * 2 * Math.PI;
    const point = { x: cx + (right - cx) * Math.cos(angle), y: cy + (cy - top) * Math.sin(angle) };
    return turned(point, centre, rotation);
  });
}

export const ellipse: Kind = {
  ...outlined((shape) => around(shape.points ?? [], shape.rotation), true),
  corners: undefined,
};
