/** Keeps the address at the frame that is shown and the one object that is selected on it, so that a copied link shows both. */

import type { Key } from "@/model/item";
import type { EditorState } from "./editor";
import type { Session } from "./session";

/** Whoever leafs through frames or objects is not held up by an address for each of them. */
const ARRIVED_MS = 200;

export type Shown = { readonly frame: number; readonly object?: number };

/** Other pages know an object by the server's id alone; what has none yet cannot be linked to. */
export function shownBy(
  { frame, selected }: Pick<EditorState, "frame" | "selected">,
  idOf: (key: Key) => number | undefined,
): Shown {
  const [key] = selected.size === 1 ? selected : [];
  const object = key === undefined ? undefined : idOf(key);
  return object !== undefined && object > 0 ? { frame, object } : { frame };
}

export class Address {
  private timer = 0;
  private readonly unsubscribe: readonly (() => void)[];

  constructor(
    private readonly session: Session,
    private readonly write: (shown: Shown) => void,
  ) {
    const { store, saver } = session;
    this.unsubscribe = [
      store.subscribe((now, before) => {
        if (now.frame !== before.frame || now.selected !== before.selected) this.follow();
      }),
      // The server may have numbered what is selected.
      saver.store.subscribe(() => this.follow()),
    ];
  }

  dispose() {
    clearTimeout(this.timer);
    for (const end of this.unsubscribe) end();
  }

  private follow() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const { state, frames } = this.session;
      this.write(shownBy(state, (key) => frames.idOf(key)));
    }, ARRIVED_MS);
  }
}
