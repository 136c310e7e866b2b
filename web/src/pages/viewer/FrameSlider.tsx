/** Drags through the frames of the task; beside it the keys that do the most common things. */

import { Slider } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Viewer.module.css";

type Props = { frame: number; total: number; go(frame: number): void };

export function FrameSlider({ frame, total, go }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(frame);
  useEffect(() => setShown(frame), [frame]);
  return (
    <div className={classes.slider}>
      <Slider
        flex={1}
        size={4}
        min={0}
        max={Math.max(1, total - 1)}
        disabled={total < 2}
        value={shown}
        label={(value) => value + 1}
        thumbLabel={t("viewer.frameNumber")}
        onChange={setShown}
        onChangeEnd={go}
      />
      <span>
        <kbd>D</kbd> <kbd>F</kbd> {t("viewer.keyFrames")}
      </span>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t("viewer.keyObjects")}
      </span>
      <span>
        <kbd>1</kbd>–<kbd>9</kbd> {t("viewer.keyClass")}
      </span>
      <span>
        <kbd>X</kbd> {t("viewer.keyDelete")}
      </span>
    </div>
  );
}
