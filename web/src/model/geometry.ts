/** Points, boxes and outlines in pixels of the picture; flat `points` are x, y pairs. */

export type Point = { x: number; y: number };
export type Box = { left: number; top: number; right: number; bottom: number };
export type Size = { width: number; height: number };

export function pairs(points: readonly number[]): Point[] {
  const result: Point[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) result.push({ x: points[at] ?? 0, y: points[at + 1] ?? 0 });
  return result;
}

export function boundsOf(points: readonly Point[]): Box {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export const areaOf = (box: Box): number => (box.right - box.left) * (box.bottom - box.top);

/** How much of both boxes together is in both of them, from 0 to 1. */
export function shareOf(one: Box, other: Box): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const both = Math.max(0, width) * Math.max(0, height);
  return both > 0 ? both / (areaOf(one) + areaOf(other) - both) : 0;
}

export const centreOf = (box: Box): Point => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

export const cornersOf = ({ left, top, right, bottom }: Box): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

/** The point turned clockwise about a centre. */
export function turned(point: Point, centre: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [x, y] = [point.x - centre.x, point.y - centre.y];
  return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
}

/** Even-odd rule, so holes stay holes. */
export function isInside(point: Point, outline: readonly Point[]): boolean {
  let inside = false;
  let previous = outline.at(-1);
  for (const corner of outline) {
    if (previous && corner.y > point.y !== previous.y > point.y) {
      const crossing = ((previous.x - corner.x) * (point.y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (point.x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length ? Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length)) : 0;
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

export function distanceToLine(point: Point, line: readonly Point[], closed: boolean): number {
  let nearest = Number.POSITIVE_INFINITY;
  let previous = closed ? line.at(-1) : undefined;
  for (const corner of line) {
    const distance = previous
      ? distanceToSegment(point, previous, corner)
      : Math.hypot(point.x - corner.x, point.y - corner.y);
    nearest = Math.min(nearest, distance);
    previous = corner;
  }
  return nearest;
}

/** The offset, shortened so that no box leaves the picture further than it already does. */
export function moveWithin(
  boxes: readonly Box[],
  dx: number,
  dy: number,
  { width, height }: Size,
): { dx: number; dy: number } {
  const corners = boxes.flatMap(({ left, top, right, bottom }) => [
    { x: left, y: top },
    { x: right, y: bottom },
  ]);
  const { left, top, right, bottom } = boundsOf(corners);
  return {
    dx: Math.max(Math.min(0, -left), Math.min(Math.max(0, width - right), dx)),
    dy: Math.max(Math.min(0, -top), Math.min(Math.max(0, height - bottom), dy)),
  };
}
