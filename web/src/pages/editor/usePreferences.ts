/** The user's preferences, for components; renders again when the part that is looked at changes. */

import { useStore } from "zustand";
import { ACTIONS } from "@/actions";
import { keysOf } from "@/actions/keymap";
import { type Binding, shown } from "@/model/keys";
import type { KeyChoices, Preferences } from "@/model/preferences";
import { useBench } from "./bench";

export const usePreference = <T>(part: (preferences: Preferences) => T): T =>
  useStore(useBench().preferences.store, part);

let last: { choices: KeyChoices; keys: ReturnType<typeof keysOf> } | null = null;

/** The keys of every action, as the user has them. */
export function useKeys(): ReadonlyMap<string, readonly Binding[]> {
  const choices = usePreference(({ editor_keys }) => editor_keys);
  if (last?.choices !== choices) last = { choices, keys: keysOf(ACTIONS, choices) };
  return last.keys;
}

/** The first key of an action, as it is printed on a button. */
export function useKeyHint(id: string): string | undefined {
  const key = useKeys().get(id)?.[0];
  return key && shown(key);
}
