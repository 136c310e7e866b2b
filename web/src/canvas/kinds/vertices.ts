/** Handles on every corner and between them, for the kinds whose corners are dragged, added and taken away. */

import type { Shape } from "@/api/types";
import { distanceToSegment, type Point, pairs } from "@/model/geometry";
import { type Handle, type Kind, rounded } from "./kind";

type Corners = Required<Pick<Kind, "handles" | "dragged" | "between" | "inserted" | "reduced">>;

const HANDLE = /^([vm])(\d+)$/;

/** A handle `v2` is on the third corner, `m2` on the edge after it. */
const partsOf = (handle: string): [string, number] => {
  const [, kind = "", at = "-1"] = HANDLE.exec(handle) ?? [];
  return [kind, Number(at)];
};

export function cornered(closed: boolean, least: number): Corners {
  return {
    handles: (shape, room) => [...vertices(shape), ...middles(shape, closed, room)],
    dragged,
    between(shape, at, slack) {
      const near = edges(shape, closed).find(([from, to]) => distanceToSegment(at, from, to) <= slack);
      return near ? { id: `m${near[2]}`, at, cursor: "copy", look: "none" } : null;
    },
    inserted(shape, handle) {
      const [kind, at] = partsOf(handle);
      const middle = middles(shape, closed, 0).find(({ id }) => id === `m${at}`);
      return kind === "v" && middle ? { shape: dragged(shape, middle.id, middle.at), handle: `v${at + 1}` } : null;
    },
    reduced(shape, handle) {
      const [kind, at] = partsOf(handle);
      const points = [...(shape.points ?? [])];
      if (kind !== "v" || points.length <= 2 * least) return null;
      points.splice(2 * at, 2);
      return { ...shape, points };
    },
  };
}

/** A corner goes to the point; from the middle of an edge a new one does. */
function dragged(shape: Shape, handle: string, { x, y }: Point): Shape {
  const [kind, at] = partsOf(handle);
  const points = [...(shape.points ?? [])];
  if (kind === "v") points.splice(2 * at, 2, rounded(x), rounded(y));
  else points.splice(2 * at + 2, 0, rounded(x), rounded(y));
  return { ...shape, points };
}

/** Points stand alone: none can be made between two. */
export function dotted(): Corners {
  return { ...cornered(false, 1), handles: (shape) => vertices(shape), between: () => null, inserted: () => null };
}

const vertices = (shape: Shape): Handle[] =>
  pairs(shape.points ?? []).map((at, index) => ({ id: `v${index}`, at, cursor: "crosshair", look: "round" }));

const middles = (shape: Shape, closed: boolean, room: number): Handle[] =>
  edges(shape, closed).flatMap(([from, to, index]): Handle[] => {
    if (Math.hypot(to.x - from.x, to.y - from.y) < room) return [];
    const at = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    return [{ id: `m${index}`, at, cursor: "copy", look: "mid" }];
  });

function edges(shape: Shape, closed: boolean): [Point, Point, number][] {
  const corners = pairs(shape.points ?? []);
  return corners.flatMap((from, at): [Point, Point, number][] => {
    const to = corners[at + 1] ?? (closed ? corners[0] : undefined);
    return to ? [[from, to, at]] : [];
  });
}
