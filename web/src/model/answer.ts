/** What an interactor answers, in every form that an object can take; knows the answers of CVAT's functions and agents. */

import { type Bitmap, bitmapOf, maskPoints } from "./bitmap";
import { boundsOf, type Point, pairs, type Size } from "./geometry";
import { filled, outlinesOf } from "./outline";
import { isRecord } from "./record";

export const FORMS = ["mask", "polygon", "rectangle"] as const;
export type Form = (typeof FORMS)[number];

/** The points of the same object as a mask, as a polygon around its largest part, and as a box. */
export type Found = Readonly<Record<Form, readonly number[]>>;

const rounded = (value: number): number => Math.round(value * 100) / 100;
const flat = (corners: readonly Point[]): number[] => corners.flatMap(({ x, y }) => [rounded(x), rounded(y)]);

/** Null when it found nothing; throws what it cannot be read as. `size` is that of the picture. */
export function foundIn(body: unknown, size: Size): Found | null {
  if (!isRecord(body)) throw new Error("The function's answer is not an object with a mask or points.");
  if (Array.isArray(body.shapes)) return ofShapes(body.shapes, size);
  if (Array.isArray(body.mask) && body.mask.length > 0) return ofBitmap(bitmapOfRows(body.mask));
  if (Array.isArray(body.points)) return ofOutline(cornersIn(body.points), size);
  if ("blob" in body) {
    throw new Error(
      "The function answers an embedding (blob), which only a plug-in of CVAT can read. It must answer a mask.",
    );
  }
  return null;
}

/** An agent answers shapes: a mask tells more than a polygon. */
function ofShapes(shapes: readonly unknown[], size: Size): Found | null {
  const known = shapes.filter(isRecord);
  const pointsOf = (type: string) => known.find((shape) => shape.type === type)?.points as number[] | undefined;
  const [mask, polygon, box] = [pointsOf("mask"), pointsOf("polygon"), pointsOf("rectangle")];
  if (mask) return ofBitmap(bitmapOf(mask));
  if (polygon) return ofOutline(pairs(polygon), size);
  const [left = 0, top = 0, right = 0, bottom = 0] = box ?? [];
  return box ? ofOutline(pairs([left, top, right, top, right, bottom, left, bottom]), size) : null;
}

function ofBitmap(bitmap: Bitmap): Found | null {
  const mask = maskPoints(bitmap);
  const [outline] = outlinesOf(bitmap);
  if (!mask || !outline) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = mask.slice(-4);
  return { mask, polygon: flat(outline), rectangle: [left, top, right + 1, bottom + 1] };
}

function ofOutline(corners: readonly Point[], size: Size): Found | null {
  if (corners.length < 3) return null;
  const mask = maskPoints(filled(corners, size));
  const { left, top, right, bottom } = boundsOf(corners);
  return mask && { mask, polygon: flat(corners), rectangle: [left, top, right, bottom].map(rounded) };
}

/** Pairs, or all numbers in one list. */
const cornersIn = (points: readonly unknown[]): Point[] => pairs(points.flat().map(Number));

/** Rows of numbers, or of truth values, as wide as the picture. */
function bitmapOfRows(rows: readonly unknown[]): Bitmap {
  const [first] = rows;
  if (!Array.isArray(first)) throw new Error("The function's mask is not a list of rows.");
  const width = first.length;
  const bits = new Uint8Array(width * rows.length);
  rows.forEach((row, y) => {
    if (!Array.isArray(row) || row.length !== width)
      throw new Error("The rows of the function's mask differ in length.");
    for (let x = 0; x < width; x += 1) if (row[x]) bits[y * width + x] = 1;
  });
  return { left: 0, top: 0, width, height: rows.length, bits };
}
