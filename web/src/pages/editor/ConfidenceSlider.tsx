/** From which score on predictions are shown, and how those of the frame lie along the scores. */

import { ActionIcon, Text, Tooltip } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Item, scoreOf } from "@/model/item";
import { ScoreSlider } from "@/ui/ScoreSlider";
import { ActionButton } from "./ActionButton";
import { useBench, useEditor } from "./bench";
import classes from "./Review.module.css";

type Props = { shown: readonly Item[]; below: readonly Item[] };

export function ConfidenceSlider({ shown, below }: Props) {
  const { t } = useTranslation();
  const { session } = useBench();
  const threshold = useEditor((state) => state.threshold);
  const ranAt = useEditor((state) => state.ranAt);
  return (
    <div>
      <div className={classes.line}>
        <Text size="xs" fw={600}>
          {t("review.from")}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {threshold === null ? t("review.asRun", { value: ranAt.toFixed(2) }) : threshold.toFixed(2)}
        </Text>
        {threshold !== null && (
          <Tooltip label={t("review.reset")}>
            <ActionIcon size={20} aria-label={t("review.reset")} onClick={() => session.limit(null)}>
              <IconRestore size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        <Text size="xs" c="dimmed" ml="auto" className="numbers" role="status">
          {t("review.shownHidden", { shown: shown.length, hidden: below.length })}
        </Text>
      </div>
      <div className={classes.slide}>
        <ActionButton id="lowerThreshold">
          <kbd>[</kbd>
        </ActionButton>
        <div className={classes.track}>
          <Scores items={[...shown, ...below]} />
          <ThresholdSlider
            label={t("review.confidence")}
            value={threshold ?? ranAt}
            onChange={(value) => session.limit(value)}
          />
        </div>
        <ActionButton id="raiseThreshold">
          <kbd>]</kbd>
        </ActionButton>
      </div>
    </div>
  );
}

type SliderProps = { label: string; value: number; onChange(value: number): void };

export function ThresholdSlider({ label, value, onChange }: SliderProps) {
  const pointed = useRef(false);
  /** A slider that was dragged must not go on eating the keys; one that was reached by key keeps them. */
  const letGo = () => {
    if (pointed.current && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    pointed.current = false;
  };
  return (
    <ScoreSlider
      label={label}
      value={value}
      onPointerDownCapture={() => {
        pointed.current = true;
      }}
      onChange={onChange}
      onChangeEnd={letGo}
    />
  );
}

/** A tick for each prediction where its score is. */
function Scores({ items }: { items: readonly Item[] }) {
  const ticks = items.flatMap((item) => scoreOf(item) ?? []).map((score) => `M${(score * 100).toFixed(1)} 0V10`);
  return (
    <svg className={classes.scores} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d={ticks.join("")} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
