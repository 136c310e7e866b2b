/** What is shown of the frame in the order of the list. */

import { useMemo } from "react";
import type { Drawn } from "@/model/item";
import { sorted } from "@/model/listing";
import { useBench, useEditor } from "./bench";
import { useShown } from "./useShown";

export function useListed(): readonly Drawn[] {
  const { labels } = useBench().session.assignment;
  const sorting = useEditor((state) => state.sorting);
  const shown = useShown();
  return useMemo(() => sorted(shown, sorting, labels), [shown, sorting, labels]);
}
