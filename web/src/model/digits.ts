/** Which digit stands for which label of a project. */

import { type Place, placeOf } from "./place";
import type { Preferences } from "./preferences";

const MOST = 9;

/** Ids of labels by digit. */
export type Digits = Readonly<Record<string, number>>;
const NONE: Digits = {};

export const digitsOf = ({ editor_digits }: Preferences, task: Place): Digits => editor_digits[placeOf(task)] ?? NONE;

/** The digit of the label at this place in the list; its place, unless that digit or another one was chosen. */
export function digitOf(label: number, at: number, digits: Digits): number | null {
  const [chosen] = Object.entries(digits).find(([, id]) => id === label) ?? [];
  if (chosen !== undefined) return Number(chosen);
  return at < MOST && !(at + 1 in digits) ? at + 1 : null;
}

export function withDigit(
  preferences: Preferences,
  task: Place,
  label: number,
  digit: number,
): Pick<Preferences, "editor_digits"> {
  const others = Object.entries(digitsOf(preferences, task)).filter(([, id]) => id !== label);
  const digits = { ...Object.fromEntries(others), [digit]: label };
  return { editor_digits: { ...preferences.editor_digits, [placeOf(task)]: digits } };
}
