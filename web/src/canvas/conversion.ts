/** A shape as one of another type: mask, polygons, box. Null or nothing where it has no inside. */

import type { Shape } from "@/api/types";
import { bitmapOf, maskPoints } from "@/model/bitmap";
import { type Point, pairs, type Size } from "@/model/geometry";
import { filled, outlinesOf, simplified, simplifiedRing } from "@/model/outline";
import { KINDS } from "./kinds";
import { pointsOf } from "./kinds/frame";
import { rounded } from "./kinds/kind";

type Form = Pick<Shape, "type" | "points" | "rotation">;

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
  return outlinesOf(bitmapOf(shape.points ?? [])).map((ring) => asForm("polygon", flat(ring)));
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
