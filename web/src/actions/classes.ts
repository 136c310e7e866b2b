/** Choosing a class by its name, and everything of one class. */

import { labelOf } from "@/model/item";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

/** The name of the dialog in which a class is searched for. */
export const CLASS_SEARCH = "classSearch";

/** Everything that is shown and has the class of what is meant, so that the next key changes all of it. */
function selectSame({ session }: Workbench) {
  const classes = new Set(targetOf(session).map(labelOf));
  if (classes.size === 0) return false;
  const { locked } = session.state;
  const same = session.shown.filter((item) => classes.has(labelOf(item)) && !locked.has(item.key));
  session.select(same.map(({ key }) => key));
}

export function searchClass({ session }: Workbench) {
  session.store.setState({ dialog: CLASS_SEARCH });
}

export const CLASS_ACTIONS: readonly Action[] = [
  { id: "classSearch", group: "objects", keys: ["/", "Slash"], run: searchClass },
  { id: "selectSame", group: "objects", keys: ["Alt+KeyA"], run: selectSame },
];
