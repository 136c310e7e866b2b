/** A job that is opened for editing, at the frame that its address names. */

import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { jobQuery } from "@/api/tasks";
import type { Assignment } from "@/state/session";
import { Editor } from "./Editor";
import { JobGate, JobProblem } from "./JobGate";
import { prefetchPicture } from "./useFramePicture";

const route = getRouteApi("/app/jobs/$job/edit");

export function EditorPage() {
  const { job } = route.useParams();
  usePictureBeforehand(job);
  return <JobGate job={job}>{(assignment) => <OpenJob assignment={assignment} />}</JobGate>;
}

function OpenJob({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { job, task } = assignment;
  // The frame alone: what is selected on it renders nothing here.
  const frame = route.useSearch({ select: (search) => search.frame ?? job.start_frame });
  useDocumentTitle(`${t("editor.title", { number: frame + 1, name: task.name })} · Prelabel`);
  if (frame < job.start_frame || job.stop_frame < frame) {
    const range = { number: frame + 1, first: job.start_frame + 1, last: job.stop_frame + 1 };
    return <JobProblem error={new Error(t("editor.noFrame", range))} task={task.id} />;
  }
  return <Editor assignment={assignment} frame={frame} />;
}

/** The picture is asked for as soon as it is known of which task it is. */
function usePictureBeforehand(id: number) {
  const { data: job } = useQuery(jobQuery(id));
  const named = route.useSearch({ select: (search) => search.frame });
  const frame = named ?? job?.start_frame;
  const inside = job !== undefined && frame !== undefined && job.start_frame <= frame && frame <= job.stop_frame;
  useEffect(() => {
    if (inside) prefetchPicture(job.task_id, frame);
  }, [inside, job?.task_id, frame]);
}
