/** There is no detector: what one is, and the way to make one. */

import { IconPuzzle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "./EmptyState";
import { RouteButton } from "./RouteLink";

export function NoDetector() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconPuzzle size={36} stroke={1.5} />}
      title={t("annotate.noFunctions")}
      text={t("annotate.noFunctionsText")}
      action={<RouteButton to="/functions/new">{t("functions.new")}</RouteButton>}
    />
  );
}
