/** Handles on every vertex, for the kinds whose points are dragged one by one. */

import { pairs } from "@/model/geometry";
import { type Kind, rounded } from "./kind";

const VERTEX = /^v(\d+)$/;

export const vertexOf = (handle: string): number => Number(VERTEX.exec(handle)?.[1] ?? -1);

export const vertices: Required<Pick<Kind, "handles" | "dragged">> = {
  handles: (shape) =>
    pairs(shape.points ?? []).map((at, index) => ({ id: `v${index}`, at, cursor: "crosshair", look: "round" })),
  dragged(shape, handle, { x, y }) {
    const points = [...(shape.points ?? [])];
    points.splice(2 * vertexOf(handle), 2, rounded(x), rounded(y));
    return { ...shape, points };
  },
};
