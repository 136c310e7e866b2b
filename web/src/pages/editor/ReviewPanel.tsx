/** The review of predictions: where it stands, what can be decided, and from which score on. */

import { useTranslation } from "react-i18next";
import { useEditor } from "./bench";
import { ClassThresholds } from "./ClassThresholds";
import { ConfidenceSlider } from "./ConfidenceSlider";
import classes from "./Review.module.css";
import { ReviewButton } from "./ReviewButton";
import { ReviewOptions } from "./ReviewOptions";
import { ReviewStatus } from "./ReviewStatus";
import { useReview } from "./useReview";

export function ReviewPanel() {
  const { t } = useTranslation();
  const { shown, below, unseen } = useReview();
  const reviewed = useEditor((state) => state.documents.get(state.frame)?.reviewed ?? false);
  const something = useEditor((state) => state.selected.size > 0);
  const left = shown.length > 0;
  return (
    <section className={classes.review} aria-label={t("review.title")}>
      <div className={classes.line}>
        <h2>{t("review.title")}</h2>
        <ReviewStatus left={shown.length} />
        <ReviewOptions />
      </div>
      <div className={classes.buttons}>
        <ReviewButton id="accept" disabled={!left}>
          {t("review.accept")}
        </ReviewButton>
        <ReviewButton id="reject" disabled={!left && !something}>
          {t("review.reject")}
        </ReviewButton>
        <ReviewButton id="acceptShown" disabled={!left}>
          {t("review.acceptShown", { count: shown.length })}
        </ReviewButton>
        <ReviewButton id="rejectHidden" disabled={below.length === 0}>
          {t("review.rejectHidden", { count: below.length })}
        </ReviewButton>
      </div>
      <ConfidenceSlider shown={shown} below={below} />
      <ClassThresholds items={[...shown, ...below]} />
      <ReviewButton
        id="acceptFrame"
        primary
        title={unseen.length > 0 ? t("review.donePartlyHint", { count: unseen.length }) : undefined}
      >
        {t(unseen.length > 0 ? "review.donePartly" : reviewed ? "review.doneAgain" : "review.done")}
      </ReviewButton>
    </section>
  );
}
