/** Which digit stands for which label of a project. */

import type { Task } from "@/api/types";
import type { Preferences } from "./preferences";

const MOST = 9;

/** Ids of labels by digit. */
export type Digits = Readonly<Record<string, number>>;
const NONE: Digits = {};

const placeOf = ({ id, project_id }: Pick<Task, "id" | "project_id">): string =>
  project_id === null ? `task-${id}` : `project-${project_id}`;

export const digitsOf = ({ editor_digits }: Preferences, task: Pick<Task, "id" | "project_id">): Digits =>
  editor_digits[placeOf(task)] ?? NONE;

/** The digit of the label at this place in the list; its place, unless that digit or another one was chosen. */
export function digitOf(label: number, at: number, digits: Digits): number | null {
  const [chosen] = Object.entries(digits).find(([, id]) => id === label) ?? [];
  if (chosen !== undefined) return Number(chosen);
  return at < MOST && !(at + 1 in digits) ? at + 1 : null;
}

export function withDigit(
  preferences: Preferences,
  task: Pick<Task, "id" | "project_id">,
  label: number,
  digit: number,
): Pick<Preferences, "editor_digits"> {
  const others = Object.entries(digitsOf(preferences, task)).filter(([, id]) => id !== label);
  const digits = { ...Object.fromEntries(others), [digit]: label };
  return { editor_digits: { ...preferences.editor_digits, [placeOf(task)]: digits } };
}
