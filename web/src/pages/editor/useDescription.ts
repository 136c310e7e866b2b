/** An object in words: "car, 0.62, 3 of 14, unreviewed". */

import { useTranslation } from "react-i18next";
import { decisionOf } from "@/model/filter";
import { type Drawn, scoreOf } from "@/model/item";
import { useBench } from "./bench";

export function useDescription(): (item: Drawn, position?: string) => string {
  const { t } = useTranslation();
  const { session } = useBench();
  return (item, position) =>
    [
      session.labelOf(item.shape.label_id)?.name ?? "?",
      item.shape.type === "rectangle" ? "" : t(`list.type.${item.shape.type}`),
      scoreOf(item)?.toFixed(2),
      position,
      t(`review.decision.${decisionOf(item)}`),
    ]
      .filter(Boolean)
      .join(", ");
}
