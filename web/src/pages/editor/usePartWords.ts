/** A part of the filter in a few words, as they stand on its chip. */

import { useTranslation } from "react-i18next";
import type { Filter, Part, Range } from "@/model/filter";
import { useBench } from "./bench";

export function usePartWords(): (filter: Filter, part: Part) => string {
  const { t } = useTranslation();
  const { session } = useBench();
  const rangeIn = ({ from, to }: Range) => {
    if (from === null) return t("list.range.to", { to });
    return to === null ? t("list.range.from", { from }) : t("list.range.both", { from, to });
  };
  const words: Record<Part, (filter: Filter) => string> = {
    text: ({ text }) => t("list.chip.text", { value: text }),
    labels: ({ labels }) => [...labels].map((id) => session.labelOf(id)?.name ?? "?").join(", "),
    types: ({ types }) => [...types].map((type) => t(`list.type.${type}`)).join(", "),
    makers: ({ makers }) => [...makers].map((maker) => t(`list.maker.${maker}`)).join(", "),
    decisions: ({ decisions }) => [...decisions].map((decision) => t(`list.decision.${decision}`)).join(", "),
    score: ({ score }) => t("list.chip.score", { value: rangeIn(score) }),
    side: ({ side }) => t("list.chip.side", { value: rangeIn(side) }),
  };
  return (filter, part) => words[part](filter);
}
