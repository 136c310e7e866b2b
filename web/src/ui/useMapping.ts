/** The proposed mapping for a function, with what the person changed in it; another function starts anew. */

import { useMemo, useState } from "react";
import type { Label, Model } from "@/api/types";
import { type Changes, changedBy, proposalFor } from "@/model/mapping";

const NONE: Changes = {};

/** `remembered`: what the person had changed for a function before. */
export function useMapping(
  chosen: Model | undefined,
  labels: readonly Label[],
  remembered: (id: string) => Changes = () => NONE,
) {
  const [edited, setEdited] = useState<{ of: string; by: Changes } | null>(null);
  const id = chosen?.id ?? "";
  const proposal = useMemo(() => (chosen ? proposalFor(chosen, labels) : []), [chosen, labels]);
  const changes = edited?.of === id ? edited.by : remembered(id);
  const change = (modelLabel: string, taskLabel: string | null) =>
    setEdited({ of: id, by: { ...changes, [modelLabel]: taskLabel } });
  return { rows: changedBy(proposal, changes, labels), changes, change };
}
