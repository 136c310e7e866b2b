/** The viewer: loads what a frame needs and hands it on. */

import { Loader } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { dataMetaQuery, jobsQuery, labelsQuery, taskQuery } from "@/api/tasks";
import { jobOf } from "@/model/objects";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import { Viewer } from "./Viewer";
import classes from "./Viewer.module.css";

const route = getRouteApi("/app/tasks/$task/frames/$frame");

export function ViewerPage() {
  const { t } = useTranslation();
  const { task: id, frame } = route.useParams();
  const [task, meta, labels, jobs] = [
    useQuery(taskQuery(id)),
    useQuery(dataMetaQuery(id)),
    useQuery(labelsQuery(id)),
    useQuery(jobsQuery(id)),
  ];
  useDocumentTitle(`${t("viewer.title", { number: frame + 1, name: task.data?.name ?? "" })} · Prelabel`);
  const failed = [task, meta, labels, jobs].find((query) => query.isError);
  const back = (
    <RouteButton to="/tasks/$task" params={{ task: id }} variant="default">
      {t("viewer.back")}
    </RouteButton>
  );
  if (failed) {
    return (
      <div className={classes.centre}>
        <ProblemNotice what={t("viewer.failed")} error={failed.error} onRetry={() => failed.refetch()} action={back} />
      </div>
    );
  }
  if (!task.data || !meta.data || !labels.data || !jobs.data) {
    return (
      <div className={classes.centre}>
        <Loader aria-label={t("common.loading")} />
      </div>
    );
  }
  const job = jobOf(jobs.data, frame);
  const shown = meta.data.frames[frame];
  if (!job || !shown) {
    const error = new Error(t("viewer.noFrame", { number: frame + 1, count: meta.data.frames.length }));
    return (
      <div className={classes.centre}>
        <ProblemNotice what={t("viewer.failed")} error={error} action={back} />
      </div>
    );
  }
  const { frames } = meta.data;
  return <Viewer task={task.data} frames={frames} meta={shown} labels={labels.data} job={job.id} frame={frame} />;
}
