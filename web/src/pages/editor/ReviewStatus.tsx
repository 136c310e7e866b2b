/** The live line, for those who listen as well: what is selected ("car, 0.62, 3 of 14, unreviewed"), or what is left. */

import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { countOf } from "@/model/overview";
import { useBench, useEditor } from "./bench";
import { useDescription } from "./useDescription";
import { useListed } from "./useListed";

export function ReviewStatus({ left }: { left: number }) {
  const { t } = useTranslation();
  const { overview } = useBench().session;
  const listed = useListed();
  const selected = useEditor((state) => state.selected);
  const allDone = useStore(overview.store, (frames) => countOf(frames).reviewed === frames.length);
  const describe = useDescription();
  const chosen = listed.filter(({ key }) => selected.has(key));
  const [only] = chosen;
  const words = () => {
    if (chosen.length > 1) return t("editor.severalSelected", { count: chosen.length });
    if (only) return describe(only, t("review.position", { number: listed.indexOf(only) + 1, total: listed.length }));
    return left > 0 ? t("review.left", { count: left }) : t(allDone ? "review.allDone" : "review.none");
  };
  return (
    <Text size="xs" role="status" className="numbers" truncate>
      {words()}
    </Text>
  );
}
