/** The proposed mapping for a function, with what the person changed in it; another function starts anew. */

import { useMemo, useState } from "react";
import type { Detector, Label } from "@/api/types";
import { propose, type Row } from "@/model/mapping";

export function useMapping(chosen: Detector | undefined, labels: readonly Label[]) {
  const [changes, setChanges] = useState<{ of: string; by: Record<string, string | null> }>({ of: "", by: {} });
  const id = chosen?.id ?? "";
  const proposal = useMemo(
    () =>
      propose(
        (chosen?.labels_v2 ?? []).map(({ name }) => name),
        labels.map(({ name }) => name),
      ),
    [chosen, labels],
  );
  const by = changes.of === id ? changes.by : {};
  const rows: Row[] = proposal.map((row) => ({
    ...row,
    taskLabel: by[row.modelLabel] === undefined ? row.taskLabel : (by[row.modelLabel] ?? null),
  }));
  const change = (modelLabel: string, taskLabel: string | null) =>
    setChanges({ of: id, by: { ...by, [modelLabel]: taskLabel } });
  return { rows, change };
}
