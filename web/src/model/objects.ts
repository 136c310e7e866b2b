/** What the viewer does to the objects of a frame: pure changes of a list of shapes. */

import type { Job, Label, Shape } from "@/api/types";

export const jobOf = (jobs: readonly Job[], frame: number): Job | undefined =>
  jobs.find((job) => job.start_frame <= frame && frame <= job.stop_frame);

export const withoutShape = (shapes: readonly Shape[], id: number): Shape[] =>
  shapes.filter((shape) => shape.id !== id);

/** The shape under another label; a person has now had a hand in a prediction, so it is no longer only the model's. */
export function relabelled(shape: Shape, label: number): Shape {
  const source = shape.source === "auto" ? "semi-auto" : shape.source;
  return { ...shape, label_id: label, attributes: [], ...(source ? { source } : {}) };
}

export const withShape = (shapes: readonly Shape[], changed: Shape): Shape[] =>
  shapes.map((shape) => (shape.id === changed.id ? changed : shape));

/** The shape to select after one is gone: the next of the list, or the last. */
export function neighbour(shapes: readonly Shape[], id: number): number | null {
  const at = shapes.findIndex((shape) => shape.id === id);
  return (shapes[at + 1] ?? shapes[at - 1])?.id ?? null;
}

/** The label that a digit key, 1 to 9, stands for. */
export const labelForDigit = (labels: readonly Label[], key: string): Label | undefined =>
  /^[1-9]$/.test(key) ? labels[Number(key) - 1] : undefined;

/** Whether a shape can carry this label. */
export const fits = (shape: Shape, label: Label): boolean => label.type === "any" || label.type === shape.type;
