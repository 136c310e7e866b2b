/** What an action is about: what is selected, or else the object under the pointer. */

import type { Item } from "@/model/item";
import type { Session } from "@/state/session";

export function targetOf(session: Session): Item[] {
  const { hovered, locked, walked, incidental, selected } = session.state;
  const { selection } = session;
  const under = hovered === null ? undefined : session.document?.items.get(hovered);
  // Where the queue stands, or what was drawn last, was not picked by hand: the object that the pointer went to is meant rather.
  if ((walked || incidental) && under && !selected.has(under.key)) return locked.has(under.key) ? [] : [under];
  return (selection.length > 0 ? selection : under ? [under] : []).filter(({ key }) => !locked.has(key));
}
