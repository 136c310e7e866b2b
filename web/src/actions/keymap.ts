/** Which keys stand for what: the program's, but for those that the user has chosen; one key never stands for two. */

import type { Binding } from "@/model/keys";
import type { KeyChoices } from "@/model/preferences";
import type { Action } from "./action";

/** A key that was chosen for something is taken from what had it at first. */
export function keysOf(actions: readonly Action[], choices: KeyChoices): ReadonlyMap<string, readonly Binding[]> {
  const chosen = new Set(actions.flatMap(({ id }) => choices[id] ?? []));
  return new Map(actions.map(({ id, keys }) => [id, choices[id] ?? keys.filter((key) => !chosen.has(key))]));
}

/** What each key stands for. */
export function keyMapOf(actions: readonly Action[], choices: KeyChoices = {}): ReadonlyMap<Binding, Action> {
  const keys = keysOf(actions, choices);
  return new Map(actions.flatMap((action) => (keys.get(action.id) ?? []).map((key) => [key, action] as const)));
}

/** What a key stands for already, besides the action that it is wanted for. */
export function holderOf(
  key: Binding,
  actions: readonly Action[],
  choices: KeyChoices,
  wanted: string,
): Action | undefined {
  const holder = keyMapOf(actions, choices).get(key);
  return holder?.id === wanted ? undefined : holder;
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The keys of CVAT, where it has other ones for the same. */
export const CVAT_KEYS: KeyChoices = {
  ...Object.fromEntries(DIGITS.map((digit) => [`label${digit}`, [`Ctrl+Digit${digit}`]])),
  occluded: ["KeyQ", "/"],
  hideAll: ["KeyT"],
  detectAgain: ["KeyU"],
  toFront: ["NumpadAdd", "Equal"],
  toBack: ["NumpadSubtract", "Minus"],
  cycle: [],
  nextObject: ["Tab"],
  repeatPrevious: [],
};
/** What a browser keeps for itself and no page ever hears of. */
export const RESERVED: readonly Binding[] = [
  "Ctrl+KeyW",
  "Ctrl+KeyT",
  "Ctrl+KeyN",
  "Ctrl+Shift+KeyN",
  "Ctrl+Shift+KeyW",
];
