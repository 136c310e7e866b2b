/** Keys of the grid: for what there is in the editor too those that the user has there, and arrows from tile to tile. */

import { useEffect } from "react";
import { ACTIONS } from "@/actions";
import { searchClass } from "@/actions/classes";
import { keyMapOf } from "@/actions/keymap";
import type { Workbench } from "@/actions/workbench";
import type { Key } from "@/model/item";
import { bindingsOf, isTyping } from "@/model/keys";
import type { Wall } from "@/state/wall";
import { useBench } from "../editor/bench";
import { usePreference } from "../editor/usePreferences";
import { useWall } from "./wall";

type Run = (wall: Wall, bench: Workbench) => unknown;

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** By the ids of the editor's actions. */
const RUNS: Readonly<Record<string, Run>> = {
  accept: (wall) => wall.accept(),
  acceptShown: (wall) => wall.acceptShown(),
  reject: (wall) => wall.reject(),
  delete: (wall) => wall.reject(),
  selectAll: (wall) => wall.pickAll(),
  giveUp: (wall) => wall.pickNone(),
  undo: ({ session }) => session.undo(),
  redo: ({ session }) => session.redo(),
  save: ({ session }) => session.saver.flush(),
  classSearch: ({ meant, state }, bench) => meant.size > 0 && state.coming === 0 && searchClass(bench),
  ...Object.fromEntries(
    DIGITS.map((digit): [string, Run] => [
      `label${digit}`,
      (wall, bench) => {
        const label = bench.labelOfDigit(digit);
        return label ? wall.relabel(label) : false;
      },
    ]),
  ),
};

export function useGridKeys(onOpen: (frame: number, key: Key) => void) {
  const [wall, bench] = [useWall(), useBench()];
  const choices = usePreference(({ editor_keys }) => editor_keys);
  useEffect(() => {
    const map = keyMapOf(ACTIONS, choices);
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector("[aria-modal=true]")) return;
      if (isControls(event)) return;
      const bound = bindingsOf(event).flatMap((binding) => map.get(binding) ?? [])[0];
      const run = moveOf(event, wall, onOpen) ?? (bound && RUNS[bound.id]);
      if (!run) return;
      event.preventDefault();
      void run(wall, bench);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [wall, bench, choices, onOpen]);
}

/** Arrows, Space and Enter, which are not the user's to choose. */
function moveOf(
  { key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent,
  wall: Wall,
  onOpen: (frame: number, key: Key) => void,
): Run | null {
  if (ctrlKey || altKey || metaKey) return null;
  const { cursor, tiles } = wall.state;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -wall.columns,
    ArrowDown: wall.columns,
    PageUp: -wall.columns * 4,
    PageDown: wall.columns * 4,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const by = steps[key];
  if (by !== undefined) return () => wall.step(by, shiftKey);
  const tile = tiles.find((each) => each.key === cursor);
  if (!tile) return null;
  if (key === " ") return () => wall.click(tile.key, shiftKey);
  return key === "Enter" ? () => onOpen(tile.frame, tile.key) : null;
}

/** Whether the key belongs to the control that it was pressed on. */
function isControls({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("input[type=radio]")) return key === " " || key.startsWith("Arrow");
  if (target.matches("input[type=checkbox]")) return key === " ";
  return target.closest("button, a") !== null && (key === " " || key === "Enter");
}
