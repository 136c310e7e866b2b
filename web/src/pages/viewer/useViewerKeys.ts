/** The keys of the viewer. Letters go by their place on the keyboard, so every layout works; off in text fields. */

import { useEffect, useRef } from "react";
import type { Label, Shape } from "@/api/types";
import { fits, labelForDigit } from "@/model/objects";
import { useSelection } from "@/state/selection";

type Keys = {
  frame: number;
  go(frame: number): void;
  shapes: readonly Shape[];
  labels: readonly Label[];
  chosen: Shape | undefined;
  remove(): void;
  relabel(label: number): void;
  fit(): void;
};

export function useViewerKeys(keys: Keys) {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = actionOf(event, current.current);
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // The field of a choice without search takes no text.
  return target.isContentEditable || target.matches("input:not([readonly]), textarea, [role=slider]");
}

function actionOf(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  const { frame, go, shapes, labels, chosen, remove, relabel, fit } = keys;
  const label = labelForDigit(labels, event.key);
  if (label) return chosen && fits(chosen, label) ? () => relabel(label.id) : undefined;
  const actions = new Map<string, () => void>([
    ["KeyD", () => go(frame - 1)],
    ["ArrowLeft", () => go(frame - 1)],
    ["KeyF", () => go(frame + 1)],
    ["ArrowRight", () => go(frame + 1)],
    ["Home", () => go(0)],
    ["End", () => go(Number.MAX_SAFE_INTEGER)],
    ["ArrowDown", () => step(shapes, chosen, 1)],
    ["ArrowUp", () => step(shapes, chosen, -1)],
    ["Delete", remove],
    ["Backspace", remove],
    ["KeyX", remove],
    ["Escape", () => useSelection.getState().select(null)],
    ["Digit0", fit],
    ["Numpad0", fit],
  ]);
  return actions.get(event.code);
}

function step(shapes: readonly Shape[], chosen: Shape | undefined, by: number) {
  if (shapes.length === 0) return;
  const at = chosen ? shapes.indexOf(chosen) : by > 0 ? -1 : 0;
  const next = shapes[(at + by + shapes.length) % shapes.length];
  useSelection.getState().select(next?.id ?? null);
}
