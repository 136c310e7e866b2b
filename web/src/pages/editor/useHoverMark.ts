/** Marks the row of the object under the pointer, without rendering: pointer moves never do. */

import { type RefObject, useEffect } from "react";
import { useBench } from "./bench";

const MARK = "data-hovered";

export function useHoverMark(list: RefObject<HTMLElement | null>) {
  const { store } = useBench().session;
  useEffect(
    () =>
      store.subscribe(({ hovered }, before) => {
        if (hovered === before.hovered) return;
        list.current?.querySelector(`[${MARK}]`)?.removeAttribute(MARK);
        if (hovered !== null) list.current?.querySelector(`[data-object="${hovered}"]`)?.setAttribute(MARK, "true");
      }),
    [list, store],
  );
}
