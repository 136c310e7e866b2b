/** What is done to objects: what is selected, or else what the pointer is on. */

import type { Label } from "@/api/types";
import { accepting, deleting, fits, relabelling } from "@/model/edits";
import { isTagged } from "@/model/item";
import type { Action } from "./action";
import { decide, walkQueue } from "./review";
import { targetOf } from "./target";
import { chooseLabel } from "./tools";
import type { Workbench } from "./workbench";

const KEYED = 9;

/** The next undecided prediction or the one before; where there is none, the next object in drawing order. */
function walk(bench: Workbench, by: 1 | -1) {
  if (walkQueue(bench, by)) return true;
  const { session } = bench;
  const { shown } = session;
  if (shown.length === 0) return false;
  const at = shown.findIndex(({ key }) => session.state.selected.has(key));
  const from = at < 0 && by < 0 ? 0 : at;
  const next = shown[(from + by + shown.length) % shown.length];
  if (next) bench.pick(next.key);
  return true;
}

export function remove({ session, belt }: Workbench) {
  if (belt.erase()) return true;
  const target = targetOf(session);
  if (target.length === 0) return false;
  const { shown } = session;
  const at = shown.findIndex(({ key }) => key === target[0]?.key);
  session.commit("delete", deleting(session.state.frame, target));
  const next = session.shown[Math.min(at, session.shown.length - 1)];
  if (session.selection.length === 0 && target.length === 1 && next) session.select([next.key]);
  return true;
}

/** The label for what is meant, or for what is drawn next. Naming the class of a prediction decides on it. */
export function putLabel(bench: Workbench, label: Label) {
  const { session } = bench;
  const { frame, walked, tool } = session.state;
  const target = targetOf(session).filter((item) => isTagged(item) || fits(item.shape, label));
  if (target.length === 0 || (tool !== "select" && !walked)) chooseLabel(bench, label);
  if (target.length === 0) return;
  const edits = relabelling(frame, target, label);
  if (!walked) return session.commit("relabel", edits);
  decide(bench, "relabel", edits.length > 0 ? edits : accepting(frame, target), target);
}

function selectAll({ session }: Workbench) {
  const { locked } = session.state;
  session.select(session.shown.map(({ key }) => key).filter((key) => !locked.has(key)));
}

/** What lies under the smallest object at the pointer, one after the other. */
function cycle({ session, belt }: Workbench) {
  const keys = belt.underPointer().map(({ key }) => key);
  const at = keys.findIndex((key) => session.state.selected.has(key));
  const next = keys[(at + 1) % keys.length];
  if (next === undefined) return false;
  session.select([next]);
}

const labelKeys: Action[] = Array.from({ length: KEYED }, (_, index) => ({
  id: `label${index + 1}`,
  group: "objects",
  keys: [`Digit${index + 1}`],
  run(bench) {
    const label = bench.labelOfDigit(index + 1);
    if (!label) return false;
    return putLabel(bench, label);
  },
}));

export const OBJECT_ACTIONS: readonly Action[] = [
  { id: "nextObject", group: "objects", keys: ["Tab"], run: (bench) => walk(bench, 1) },
  { id: "previousObject", group: "objects", keys: ["Shift+Tab"], run: (bench) => walk(bench, -1) },
  { id: "delete", group: "objects", keys: ["Delete", "Backspace"], run: remove },
  { id: "selectAll", group: "objects", keys: ["Ctrl+KeyA"], run: selectAll },
  { id: "cycle", group: "objects", keys: ["KeyC"], run: cycle },
  ...labelKeys,
];
