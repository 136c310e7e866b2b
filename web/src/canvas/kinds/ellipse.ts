import { type Box, type Point, turned } from "@/model/geometry";
import { draggedBox, handlesOf, rotationOf } from "./frame";
import { type Kind, outlined, rounded } from "./kind";

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

function boxAround([cx = 0, cy = 0, right = 0, top = 0]: readonly number[] = []): Box {
  return { left: 2 * cx - right, top, right, bottom: 2 * cy - top };
}

/** The ellipse that a box holds. */
export const ellipsePoints = ({ left, top, right, bottom }: Box): number[] =>
  [(left + right) / 2, (top + bottom) / 2, right, top].map(rounded);

export const ellipse: Kind = {
  ...outlined((shape) => around(shape.points ?? [], shape.rotation), true),
  handles: (shape) => handlesOf(boxAround(shape.points), rotationOf(shape)),
  dragged(shape, handle, to, regular) {
    const [box, rotation] = draggedBox(boxAround(shape.points), rotationOf(shape), handle, to, regular);
    return { ...shape, points: ellipsePoints(box), rotation };
  },
};
