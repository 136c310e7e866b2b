/** Everything that can be done in the editor; a key stands for one thing only. */

import type { Binding } from "@/model/keys";
import type { Action } from "./action";
import { EDIT_ACTIONS } from "./edit";
import { FRAME_ACTIONS } from "./frames";
import { OBJECT_ACTIONS } from "./objects";
import { TOOL_ACTIONS } from "./tools";
import { VIEW_ACTIONS } from "./view";

export const ACTIONS: readonly Action[] = [
  ...FRAME_ACTIONS,
  ...OBJECT_ACTIONS,
  ...TOOL_ACTIONS,
  ...EDIT_ACTIONS,
  ...VIEW_ACTIONS,
];

export const actionOf = (id: string): Action | undefined => ACTIONS.find((action) => action.id === id);

/** What each key stands for. */
export function keyMapOf(actions: readonly Action[]): ReadonlyMap<Binding, Action> {
  const map = new Map<Binding, Action>();
  for (const action of actions) for (const key of action.keys) map.set(key, action);
  return map;
}
