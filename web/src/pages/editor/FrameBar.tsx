/** Drags through the frames of the job. */

import { Slider } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBench, useEditor } from "./bench";
import classes from "./Editor.module.css";

export function FrameBar() {
  const { t } = useTranslation();
  const bench = useBench();
  const { start_frame, stop_frame } = bench.session.assignment.job;
  const frame = useEditor((state) => state.frame);
  const [shown, setShown] = useState(frame);
  useEffect(() => setShown(frame), [frame]);
  return (
    <div className={classes.frames}>
      <Slider
        flex={1}
        size={4}
        min={start_frame}
        max={Math.max(start_frame + 1, stop_frame)}
        disabled={start_frame === stop_frame}
        value={shown}
        label={(value) => value + 1}
        thumbLabel={t("editor.frameNumber")}
        onChange={setShown}
        onChangeEnd={bench.go}
      />
    </div>
  );
}
