/** The predictions of the frame, parted by what the review does with them; the same until something of it changes. */

import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { partsOf } from "@/actions/review";
import { useBench, useEditor } from "./bench";

export function useReview() {
  const { session } = useBench();
  const parts = useEditor(
    useShallow((state) => [
      state.documents.get(state.frame),
      state.threshold,
      state.thresholds,
      state.filter,
      state.hiddenLabels,
      state.hidden,
      state.locked,
    ]),
  );
  return useMemo(() => partsOf(session), [session, ...parts]);
}
