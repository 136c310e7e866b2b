/** A shape as one of another type: mask, polygons, box. Null or nothing where it has no inside. */

import type { Shape } from "@/api/types";
import { bitmapOf, maskPoints } from "@/model/bitmap";
import { type Point, pairs, type Size } from "@/model/geometry";
import { edgesOf, filled, signedArea, simplified, simplifiedRing } from "@/model/outline";
import { KINDS } from "./kinds";
import { pointsOf } from "./kinds/frame";
import { rounded } from "./kinds/kind";

type Form = Pick<Shape, "type" | "points" | "rotation">;

/** Steps between pixels are smaller than this, in pixels of the picture. */
const STEP = 0.9;
/** Parts of a mask with less area than this are specks. */
const SPECK = 2;

export const asForm = (type: Shape["type"], points: number[]): Form => ({ type, points, rotation: 0 });

export const flat = (corners: readonly Point[]): number[] => corners.flatMap(({ x, y }) => [rounded(x), rounded(y)]);

export function asMask(shape: Shape, picture: Size): Form | null {
  if (shape.type === "mask") return asForm("mask", shape.points ?? []);
  const outline = KINDS[shape.type].outline?.(shape);
  const points = outline && maskPoints(filled(outline, picture));
  return points ? asForm("mask", points) : null;
}

/** A mask of several parts becomes several polygons; holes are filled. */
export function asPolygons(shape: Shape): Form[] {
  if (shape.type === "polygon") return [asForm("polygon", shape.points ?? [])];
  const outline = KINDS[shape.type].outline?.(shape);
  if (outline) return [asForm("polygon", flat(outline))];
  if (shape.type !== "mask") return [];
  const rings = edgesOf(bitmapOf(shape.points ?? [])).filter((ring) => signedArea(ring) >= SPECK);
  return rings
    .map(smoothed)
    .sort((a, b) => signedArea(b) - signedArea(a))
    .map((ring) => asForm("polygon", flat(ring)));
}

/** Without the steps between pixels, unless the part is so thin that nothing would be left. */
function smoothed(ring: Point[]): Point[] {
  const smooth = simplifiedRing(ring, STEP);
  return smooth.length > 2 ? smooth : ring;
}

export function asBox(shape: Shape): Form | null {
  if (shape.type === "rectangle" && !shape.rotation) return null;
  return asForm("rectangle", pointsOf(KINDS[shape.type].bounds(shape)).map(rounded));
}

/** The polygon or line without the corners that say least; null when it has none to lose. */
export function simpler(shape: Shape, tolerance: number): Form | null {
  if (shape.type !== "polygon" && shape.type !== "polyline") return null;
  const corners = pairs(shape.points ?? []);
  const closed = shape.type === "polygon";
  const left = closed ? simplifiedRing(corners, tolerance) : simplified(corners, tolerance);
  return left.length < corners.length && left.length >= (closed ? 3 : 2) ? asForm(shape.type, flat(left)) : null;
}
