import { centreOf, cornersOf, turned } from "@/model/geometry";
import { boxOf, draggedBox, edgeOf, handlesOf, pointsOf, rotationOf } from "./frame";
import { type Kind, outlined } from "./kind";

const boxed = (points: readonly number[] = []) => boxOf(points);

/** `points` are left, top, right, bottom before the box is turned about its centre. */
export const rectangle: Kind = {
  ...outlined((shape) => {
    const box = boxed(shape.points);
    const [centre, rotation] = [centreOf(box), rotationOf(shape)];
    return cornersOf(box).map((corner) => (rotation ? turned(corner, centre, rotation) : corner));
  }, true),
  handles: (shape) => handlesOf(boxed(shape.points), rotationOf(shape)),
  edge: (shape, at, slack) => edgeOf(boxed(shape.points), rotationOf(shape), at, slack),
  dragged(shape, handle, to, regular) {
    const [box, rotation] = draggedBox(boxed(shape.points), rotationOf(shape), handle, to, regular);
    return { ...shape, points: pointsOf(box), rotation };
  },
};
