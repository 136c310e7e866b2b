/** Which joints of a skeleton are joined: read from the drawing that CVAT keeps with its label. */

import type { Label } from "@/api/types";

/** Joints that are joined, by the ids of their sublabels. */
export type Bones = readonly (readonly [number, number])[];

const LINE = /<line\b[^>]*>/g;
const CIRCLE = /<circle\b[^>]*>/g;

export function bonesIn({ svg = "", sublabels }: Pick<Label, "svg" | "sublabels">): Bones {
  const byName = new Map(sublabels.map(({ name, id }) => [name, id]));
  const joints = new Map<string, number>();
  for (const [circle] of svg.matchAll(CIRCLE)) {
    const id = byName.get(attribute(circle, "label-name")) ?? Number(attribute(circle, "label-id"));
    joints.set(attribute(circle, "node-id"), id);
  }
  return [...svg.matchAll(LINE)].flatMap(([line]): [number, number][] => {
    const [from, to] = [joints.get(attribute(line, "node-from")), joints.get(attribute(line, "node-to"))];
    return from && to ? [[from, to]] : [];
  });
}

const attribute = (element: string, name: string): string =>
  new RegExp(`data-${name}="([^"]*)"`).exec(element)?.[1] ?? "";
