/** The outline around several; the library that works it out is loaded when it is first needed. */

import type { Point } from "./geometry";

/** The outlines that are left when those that touch have become one; holes in them are filled. */
export async function joined(outlines: readonly (readonly Point[])[]): Promise<Point[][]> {
  const { union } = await import("polyclip-ts");
  const [first, ...others] = outlines.map((outline) => [outline.map(({ x, y }): [number, number] => [x, y])]);
  if (!first) return [];
  // The first corner comes again at the end of a ring.
  return union(first, ...others).map(([ring = []]) => ring.slice(0, -1).map(([x, y]) => ({ x, y })));
}
