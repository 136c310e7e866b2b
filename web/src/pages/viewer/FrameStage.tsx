/** The stage with a frame's picture, or why there is none yet. */

import { Loader } from "@mantine/core";
import { type Ref, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FrameMeta, Label, Shape } from "@/api/types";
import { lookOfLabels } from "@/canvas/look";
import { type StageHandle, StageView } from "@/canvas/StageView";
import { useSelection } from "@/state/selection";
import { ProblemNotice } from "@/ui/ProblemNotice";
import type { FramePicture } from "./useFramePicture";
import classes from "./Viewer.module.css";

type Props = {
  frame: number;
  meta: FrameMeta;
  picture: FramePicture;
  shapes: readonly Shape[];
  labels: readonly Label[];
  handle: Ref<StageHandle>;
};

const NO_SHAPES: readonly Shape[] = [];

export function FrameStage({ frame, meta, picture, shapes, labels, handle }: Props) {
  const { t } = useTranslation();
  const { selected, hovered, select, hover } = useSelection();
  const lookOf = useMemo(() => lookOfLabels(new Map(labels.map((label) => [label.id, label]))), [labels]);
  const size = useMemo(() => ({ width: meta.width, height: meta.height }), [meta]);
  return (
    <StageView
      handle={handle}
      label={t("viewer.canvas", { number: frame + 1, name: meta.name })}
      picture={picture.bitmap}
      size={size}
      shapes={picture.bitmap ? shapes : NO_SHAPES}
      lookOf={lookOf}
      selected={selected}
      hovered={hovered}
      onSelect={select}
      onHover={hover}
    >
      {picture.loading && <Loader className={classes.loading} color="gray" aria-label={t("common.loading")} />}
      {picture.error !== null && (
        <div className={classes.notice}>
          <ProblemNotice what={t("viewer.pictureFailed")} error={picture.error} onRetry={picture.retry} />
        </div>
      )}
    </StageView>
  );
}
