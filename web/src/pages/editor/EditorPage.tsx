/** A job that is opened for editing, at the frame that its address names. */

import { useDocumentTitle } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { JobProblem } from "../job/JobGate";
import { useSession } from "../job/session";
import { Editor } from "./Editor";

const route = getRouteApi("/app/jobs/$job/edit");

export function EditorPage() {
  const { t } = useTranslation();
  const { job, task } = useSession().assignment;
  // The frame alone: what is selected on it renders nothing here.
  const frame = route.useSearch({ select: (search) => search.frame ?? job.start_frame });
  useDocumentTitle(`${t("editor.title", { number: frame + 1, name: task.name })} · Prelabel`);
  if (frame < job.start_frame || job.stop_frame < frame) {
    const range = { number: frame + 1, first: job.start_frame + 1, last: job.stop_frame + 1 };
    return <JobProblem error={new Error(t("editor.noFrame", range))} task={task.id} />;
  }
  return <Editor frame={frame} />;
}
