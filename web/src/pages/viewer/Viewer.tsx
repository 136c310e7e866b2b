/** One frame with its objects: picture, list, and the two corrections (another class, delete). */

import { VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { annotationsQuery } from "@/api/annotations";
import type { FrameMeta, Label, Shape, Task } from "@/api/types";
import type { StageHandle } from "@/canvas/StageView";
import { neighbour } from "@/model/objects";
import { useEdits } from "@/state/edits";
import { useSelection } from "@/state/selection";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { FrameSlider } from "./FrameSlider";
import { FrameStage } from "./FrameStage";
import { LabelStrip } from "./LabelStrip";
import { ObjectList } from "./ObjectList";
import { SelectedObject } from "./SelectedObject";
import { useFramePicture } from "./useFramePicture";
import { useViewerKeys } from "./useViewerKeys";
import classes from "./Viewer.module.css";
import { ViewerBar } from "./ViewerBar";

type Props = {
  task: Task;
  frames: readonly FrameMeta[];
  meta: FrameMeta;
  labels: readonly Label[];
  job: number;
  frame: number;
};

const NO_SHAPES: readonly Shape[] = [];

export function Viewer({ task, frames, meta, labels, job, frame }: Props) {
  const { t } = useTranslation();
  const stage = useRef<StageHandle>(null);
  const annotations = useQuery(annotationsQuery(job, frame));
  const picture = useFramePicture(task.id, frame, frames.length);
  const go = useFrameChange(task.id, frames.length);
  const all = annotations.data?.shapes ?? NO_SHAPES;
  const { shapes, chosen, remove, relabel } = useCorrections(all, job, frame, task.id);
  useViewerKeys({ frame, go, shapes, labels, chosen, remove, relabel, fit: () => stage.current?.fit() });

  return (
    <div className={classes.viewer}>
      <VisuallyHidden component="h1">{t("viewer.title", { number: frame + 1, name: task.name })}</VisuallyHidden>
      <ViewerBar task={task} frame={frame} frames={frames} stage={stage} go={go} />
      <div className={classes.canvas}>
        <FrameStage frame={frame} meta={meta} picture={picture} shapes={shapes} labels={labels} handle={stage} />
      </div>
      <aside className={classes.side} aria-label={t("viewer.objects")}>
        {annotations.isError && (
          <ProblemNotice
            what={t("viewer.objectsFailed")}
            error={annotations.error}
            onRetry={() => annotations.refetch()}
          />
        )}
        <LabelStrip labels={labels} shapes={all} />
        <ObjectList shapes={shapes} labels={labels} loading={annotations.isPending} />
        {chosen && (
          <SelectedObject
            key={chosen.id}
            shape={chosen}
            at={shapes.indexOf(chosen)}
            total={shapes.length}
            labels={labels}
            onRelabel={relabel}
            onRemove={remove}
          />
        )}
      </aside>
      <FrameSlider frame={frame} total={frames.length} go={go} />
    </div>
  );
}

/** The shapes whose labels are shown, the selected one, and what can be done to it. */
function useCorrections(all: readonly Shape[], job: number, frame: number, task: number) {
  const { selected, hiddenLabels, select } = useSelection();
  const edits = useEdits(job, frame, task);
  const shapes = useMemo(() => all.filter((shape) => !hiddenLabels.has(shape.label_id)), [all, hiddenLabels]);
  const chosen = shapes.find((shape) => shape.id === selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame has other objects
  useEffect(() => select(null), [frame, select]);
  const remove = () => {
    if (chosen?.id == null) return;
    select(neighbour(shapes, chosen.id));
    edits.remove(chosen);
  };
  const relabel = (label: number) => chosen && edits.relabel(chosen, label);
  return { shapes, chosen, remove, relabel };
}

/** Goes to another frame within the task. */
function useFrameChange(task: number, total: number): (frame: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (frame) => {
      const within = Math.max(0, Math.min(total - 1, frame));
      void navigate({ to: "/tasks/$task/frames/$frame", params: { task, frame: within }, replace: true });
    },
    [navigate, task, total],
  );
}
