/** Keys become actions; off in text fields, where keys are letters. */

import { useEffect } from "react";
import { ACTIONS, keyMapOf } from "@/actions";
import { bindingsOf, isTyping } from "@/model/keys";
import { useBench } from "./bench";

export function useEditorKeys() {
  const bench = useBench();
  useEffect(() => {
    const map = keyMapOf(ACTIONS);
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector("[aria-modal=true]")) return;
      const action = bindingsOf(event).flatMap((binding) => map.get(binding) ?? [])[0];
      if (!action || action.run(bench) === false) return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [bench]);
}
