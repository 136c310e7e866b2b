/** What an action is about: what is selected, or else the object under the pointer. */

import type { Item } from "@/model/item";
import type { Session } from "@/state/session";

export function targetOf(session: Session): Item[] {
  const { hovered, locked } = session.state;
  const { selection } = session;
  const under = hovered === null ? undefined : session.document?.items.get(hovered);
  return (selection.length > 0 ? selection : under ? [under] : []).filter(({ key }) => !locked.has(key));
}
