/** What is hidden or locked while one works; it is not kept, and nothing on the server changes. */

import { isDrawn, labelOf } from "@/model/item";
import { toggled } from "@/model/visibility";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

function hide({ session }: Workbench) {
  const target = targetOf(session).map(({ key }) => key);
  if (target.length === 0) return false;
  session.store.setState(({ hidden }) => ({ hidden: toggled(hidden, target), selected: new Set(), hovered: null }));
}

/** Hides all objects, or shows them all again. */
function hideAll({ session }: Workbench) {
  const { hidden } = session.state;
  const all = [...(session.document?.items.values() ?? [])].filter(isDrawn).map(({ key }) => key);
  session.store.setState({ hidden: hidden.size > 0 ? new Set() : new Set(all), selected: new Set() });
}

function lock({ session }: Workbench) {
  const { selected, hovered, locked } = session.state;
  const target = selected.size > 0 ? selected : hovered === null ? [] : [hovered];
  session.store.setState({ locked: toggled(locked, target) });
}

function lockAll({ session }: Workbench) {
  const all = session.shown.map(({ key }) => key);
  session.store.setState(({ locked }) => ({ locked: toggled(locked, all) }));
}

/** Shows only one class; shows all again when it is alone already. */
export function solo({ session }: Workbench, label: number) {
  const others = session.assignment.labels.map(({ id }) => id).filter((id) => id !== label);
  const { hiddenLabels } = session.state;
  const alone = others.every((id) => hiddenLabels.has(id)) && !hiddenLabels.has(label);
  session.store.setState({ hiddenLabels: new Set(alone ? [] : others) });
}

function soloTarget(bench: Workbench) {
  const { session } = bench;
  const [item] = targetOf(session);
  if (!item && session.state.hiddenLabels.size === 0) return false;
  if (item) solo(bench, labelOf(item));
  else session.store.setState({ hiddenLabels: new Set() });
}

export const VISIBILITY_ACTIONS: readonly Action[] = [
  { id: "hide", group: "objects", keys: ["KeyH"], run: hide },
  { id: "hideAll", group: "objects", keys: ["Shift+KeyH"], run: hideAll },
  { id: "lock", group: "objects", keys: ["KeyL"], run: lock },
  { id: "lockAll", group: "objects", keys: ["Shift+KeyL"], run: lockAll },
  { id: "solo", group: "objects", keys: ["Alt+KeyH"], run: soloTarget },
];
