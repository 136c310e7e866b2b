/** What is shown of the frame, in drawing order; the same list until something of it changes. */

import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import type { Drawn } from "@/model/item";
import { shownOf } from "@/state/session";
import { useBench, useEditor } from "./bench";

export function useShown(): readonly Drawn[] {
  const bench = useBench();
  const parts = useEditor(
    useShallow((state) => [
      state.documents.get(state.frame),
      state.threshold,
      state.thresholds,
      state.filter,
      state.hiddenLabels,
      state.hidden,
      state.bare,
    ]),
  );
  return useMemo(() => shownOf(bench.session.state), [bench, ...parts]);
}
