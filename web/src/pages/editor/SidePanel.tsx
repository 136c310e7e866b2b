/** What is on the frame, in words: labels, objects, and the selected one. */

import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useBench, useEditor } from "./bench";
import { ConflictPanel } from "./ConflictPanel";
import classes from "./Editor.module.css";
import { LabelStrip } from "./LabelStrip";
import { ObjectList } from "./ObjectList";
import { ReviewPanel } from "./ReviewPanel";
import { SelectedObject } from "./SelectedObject";
import { TagStrip } from "./TagStrip";
import { useShown } from "./useShown";

export function SidePanel() {
  const { t } = useTranslation();
  const { session } = useBench();
  const frame = useEditor((state) => state.frame);
  const failure = useEditor((state) => state.failures.get(frame));
  const shown = useShown();
  return (
    <aside className={classes.side} aria-label={t("editor.objects")}>
      {failure !== undefined && (
        <ProblemNotice
          what={t("editor.objectsFailed")}
          error={failure}
          onRetry={() => void session.load(frame, true)}
        />
      )}
      <ConflictPanel />
      <LabelStrip />
      <TagStrip />
      <ReviewPanel />
      <ObjectList />
      <SelectedObject items={shown} />
    </aside>
  );
}
