/** Keys become actions; off in text fields, where keys are letters, and under a dialog. */

import { useEffect } from "react";
import { ACTIONS } from "@/actions";
import type { Action } from "@/actions/action";
import { keyMapOf } from "@/actions/keymap";
import { bindingsOf, isTyping } from "@/model/keys";
import { useBench } from "./bench";
import { usePreference } from "./usePreferences";

export function useEditorKeys() {
  const bench = useBench();
  const choices = usePreference(({ editor_keys }) => editor_keys);
  useEffect(() => {
    const map = keyMapOf(ACTIONS, choices);
    const held = new Map<string, Action>();
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event)) return;
      // What lasts as long as its key is held begins only once.
      if (held.has(event.code)) return event.preventDefault();
      const action = bindingsOf(event).flatMap((binding) => map.get(binding) ?? [])[0];
      if (!action || action.run(bench) === false) return;
      event.preventDefault();
      if (action.release) held.set(event.code, action);
    };
    const release = (event: KeyboardEvent) => {
      held.get(event.code)?.release?.(bench);
      held.delete(event.code);
    };
    const releaseAll = () => {
      for (const action of held.values()) action.release?.(bench);
      held.clear();
    };
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", releaseAll);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", releaseAll);
    };
  }, [bench, choices]);
}

/** Whether the key means something else where it was pressed. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (isTyping(target) || document.querySelector("[aria-modal=true]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  // Outside the picture, Tab goes on to the next control, and Space and Enter press it.
  const control = target.closest(
    "button, a, [role=tab], [role=option], [role=combobox], [role=slider], input, summary",
  );
  return control !== null && ["Tab", " ", "Enter"].includes(key);
}
