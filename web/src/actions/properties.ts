/** What is said of an object besides its form: occluded, in front or behind, its attributes. */

import { attributing, changing, isEditable } from "@/model/edits";
import type { Item } from "@/model/item";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

function toggleOccluded({ session }: Workbench) {
  const items = targetOf(session).filter(isEditable);
  if (items.length === 0) return false;
  const occluded = !items.every(({ shape }) => shape.occluded);
  session.commit(
    "attributes",
    items.map((item) => changing(session.state.frame, item, { occluded })),
  );
}

/** Over or under everything else on the frame. */
function restack({ session }: Workbench, side: 1 | -1) {
  const items = targetOf(session).filter(isEditable);
  const levels = session.shown.map(({ shape }) => shape.z_order ?? 0);
  if (items.length === 0) return false;
  const z_order = side > 0 ? Math.max(...levels) + 1 : Math.min(...levels) - 1;
  session.commit(
    "order",
    items.map((item) => changing(session.state.frame, item, { z_order })),
  );
}

export function putAttribute({ session }: Workbench, items: readonly Item[], spec: number, value: string) {
  session.continue("attributes", attributing(session.state.frame, items, spec, value));
}

export const PROPERTY_ACTIONS: readonly Action[] = [
  { id: "occluded", group: "objects", keys: ["KeyQ"], run: toggleOccluded },
  { id: "toFront", group: "objects", keys: ["PageUp"], run: (bench) => restack(bench, 1) },
  { id: "toBack", group: "objects", keys: ["PageDown"], run: (bench) => restack(bench, -1) },
];
