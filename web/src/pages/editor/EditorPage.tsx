/** A job that is opened for editing: fetches what must be known of it first. */

import { Loader } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { dataMetaQuery, jobQuery, labelsQuery, taskQuery } from "@/api/tasks";
import type { Job } from "@/api/types";
import { selfQuery } from "@/api/users";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import { Editor } from "./Editor";
import classes from "./Editor.module.css";
import { prefetchPicture } from "./useFramePicture";

const route = getRouteApi("/app/jobs/$job/edit");

export function EditorPage() {
  const { t } = useTranslation();
  const job = useQuery(jobQuery(route.useParams().job));
  if (job.data) return <OpenJob key={job.data.id} job={job.data} />;
  return (
    <div className={classes.centre}>
      {job.isError ? (
        <ProblemNotice what={t("editor.failed")} error={job.error} onRetry={() => job.refetch()} />
      ) : (
        <Loader aria-label={t("common.loading")} />
      )}
    </div>
  );
}

function OpenJob({ job }: { job: Job }) {
  const { t } = useTranslation();
  // The frame alone: what is selected on it renders nothing here.
  const frame = route.useSearch({ select: (search) => search.frame ?? job.start_frame });
  const id = job.task_id;
  const [task, meta, labels] = [useQuery(taskQuery(id)), useQuery(dataMetaQuery(id)), useQuery(labelsQuery(id))];
  const self = useQuery(selfQuery);
  useDocumentTitle(`${t("editor.title", { number: frame + 1, name: task.data?.name ?? "" })} · Prelabel`);
  const failed = [task, meta, labels, self].find((query) => query.isError);
  const inside = job.start_frame <= frame && frame <= job.stop_frame;
  useEffect(() => {
    if (inside) prefetchPicture(id, frame);
  }, [inside, id, frame]);
  if (failed || !inside) {
    const outside = new Error(
      t("editor.noFrame", { number: frame + 1, first: job.start_frame + 1, last: job.stop_frame + 1 }),
    );
    const back = (
      <RouteButton to="/tasks/$task" params={{ task: id }} variant="default">
        {t("editor.back")}
      </RouteButton>
    );
    return (
      <div className={classes.centre}>
        <ProblemNotice
          what={t("editor.failed")}
          error={failed ? failed.error : outside}
          onRetry={failed ? () => failed.refetch() : undefined}
          action={back}
        />
      </div>
    );
  }
  if (!task.data || !meta.data || !labels.data || !self.data) {
    return (
      <div className={classes.centre}>
        <Loader aria-label={t("common.loading")} />
      </div>
    );
  }
  return (
    <Editor
      assignment={{ user: self.data, task: task.data, job, labels: labels.data, frames: meta.data.frames }}
      frame={frame}
    />
  );
}
