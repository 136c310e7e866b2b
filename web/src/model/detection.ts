/** What a function answered in the test pane, as shapes that the canvas can draw. */

import type { Shape, ShapeType } from "@/api/types";

/** An entry of a detector's answer, as CVAT's functions write it; `confidence` is often text. */
export type Detection = {
  label?: string;
  type?: string;
  points?: number[] | number[][];
  mask?: number[];
  confidence?: number | string;
};

export type FoundObject = { shape: Shape; label: string; score: number | null };

const KNOWN = new Set<ShapeType>(["rectangle", "polygon", "polyline", "points", "ellipse", "mask"]);

/** The answer's objects; `label_id` is the place of the label in `labels`. Entries that cannot be drawn are left out. */
export function foundObjects(detections: readonly Detection[], labels: readonly string[]): FoundObject[] {
  return detections.flatMap((detection, index) => {
    const type = (detection.type ?? "rectangle") as ShapeType;
    const points = type === "mask" ? detection.mask : detection.points?.flat();
    if (!KNOWN.has(type) || !points?.length) return [];
    const score = Number(detection.confidence ?? Number.NaN);
    const label = detection.label ?? "";
    const known = Number.isFinite(score);
    const shape: Shape = {
      id: index + 1,
      type,
      frame: 0,
      label_id: labels.indexOf(label),
      points,
      source: "auto",
      ...(known ? { score } : {}),
    };
    return [{ shape, label, score: known ? score : null }];
  });
}

/** The labels of an answer: the promised ones first, then those that nobody promised. */
export const labelsOf = (detections: readonly Detection[], promised: readonly string[]): string[] => [
  ...new Set([...promised, ...detections.map((detection) => detection.label ?? "")]),
];
