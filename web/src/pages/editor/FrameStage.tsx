/** The stage with the frame's picture, or why there is none yet. */

import { Button, Loader } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { StageView } from "@/canvas/StageView";
import { Scene } from "@/canvas/scene";
import type { Stage } from "@/canvas/stage";
import type { Drawn } from "@/model/item";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useBench, useEditor } from "./bench";
import classes from "./Editor.module.css";
import { ToolOptions } from "./ToolOptions";
import { useFramePicture } from "./useFramePicture";
import { usePreference } from "./usePreferences";
import { useShown } from "./useShown";

const NOTHING: readonly Drawn[] = [];

/** Says that the frame is deleted, and how it comes back. */
function Deleted() {
  const { t } = useTranslation();
  const { session } = useBench();
  const frame = useEditor((state) => (state.deleted.has(state.frame) ? state.frame : null));
  if (frame === null) return null;
  return (
    <div className={classes.deleted} role="note">
      <IconTrash size={15} aria-hidden />
      {t("editor.deleted")}
      <Button size="compact-xs" variant="default" onClick={() => void session.deletions.toggle(frame)}>
        {t("editor.restore")}
      </Button>
    </div>
  );
}

export function FrameStage() {
  const { t } = useTranslation();
  const bench = useBench();
  const { task, frames } = bench.session.assignment;
  const frame = useEditor((state) => state.frame);
  const meta = frames[frame];
  const size = useMemo(() => ({ width: meta?.width ?? 1, height: meta?.height ?? 1 }), [meta]);
  const picture = useFramePicture(task.id, frame, frames.length);
  const shown = useShown();
  const loaded = useEditor((state) => state.documents.has(state.frame));
  const [stage, setStage] = useState<Stage | null>(null);
  const attach = useCallback(
    (made: Stage | null) => {
      bench.attach(made);
      setStage(made);
    },
    [bench],
  );
  const items = picture.bitmap ? shown : NOTHING;
  const scene = useMemo(() => new Scene(items), [items]);
  useEffect(() => stage?.showPicture(picture.bitmap, size), [stage, picture.bitmap, size]);
  const appearance = usePreference(({ editor_appearance }) => editor_appearance);
  useEffect(() => stage?.showAs(appearance), [stage, appearance]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look follows the appearance
  useEffect(() => stage?.showScene(scene, bench.lookOf), [stage, scene, bench, appearance]);
  return (
    <div className={classes.canvas}>
      <StageView
        label={t("editor.canvas", { number: frame + 1, name: meta?.name ?? "" })}
        frame={picture.bitmap && loaded ? frame : null}
        listener={bench.belt}
        onStage={attach}
      >
        {picture.loading && <Loader className={classes.loading} color="gray" aria-label={t("common.loading")} />}
        {picture.error !== null && (
          <div className={classes.notice}>
            <ProblemNotice what={t("editor.pictureFailed")} error={picture.error} onRetry={picture.retry} />
          </div>
        )}
      </StageView>
      <Deleted />
      <ToolOptions />
    </div>
  );
}
