/** The button went down on objects: a click picks one of them, moving away drags what is selected. */

import type { Pointer } from "@/canvas/stage";
import type { Drawn, Key } from "@/model/item";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { dragging } from "./dragging";
import { idle } from "./idle";

/** `items` lie under the pointer, the smallest first. */
export function pressing(desk: Desk, items: readonly Drawn[], from: Pointer): ToolState {
  const { session } = desk;
  return {
    cursor: "pointer",
    move(pointer) {
      if (isClick(from, pointer)) return;
      const { selected } = session.state;
      const held = items.some(({ key }) => selected.has(key));
      const [first] = items;
      if (!held && first) session.hold(first.key);
      const next = dragging(desk, from);
      next.move?.(pointer);
      return next;
    },
    up({ shift, ctrl }) {
      const { selected } = session.state;
      const first = items[0]?.key;
      if (first !== undefined)
        session.select(shift || ctrl ? withOrWithout(selected, first) : [picked(items, selected)]);
      return idle(desk);
    },
    cancel: () => idle(desk),
  };
}

/** Clicking again on the same place picks the next object that lies there. */
function picked(items: readonly Drawn[], selected: ReadonlySet<Key>): Key {
  const keys = items.map(({ key }) => key);
  const at = selected.size === 1 ? keys.findIndex((key) => selected.has(key)) : -1;
  return keys[(at + 1) % keys.length] ?? 0;
}

function withOrWithout(selected: ReadonlySet<Key>, key: Key): Key[] {
  return selected.has(key) ? [...selected].filter((other) => other !== key) : [...selected, key];
}
