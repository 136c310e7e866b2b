/** Fetches what must be known of a job before it is opened, or says why that cannot be. */

import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dataMetaQuery, jobQuery, labelsQuery, taskQuery } from "@/api/tasks";
import type { Job } from "@/api/types";
import { selfQuery } from "@/api/users";
import type { Assignment } from "@/state/session";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import classes from "../editor/Editor.module.css";

type Content = (assignment: Assignment) => ReactNode;

export function JobGate({ job: id, children }: { job: number; children: Content }) {
  const job = useQuery(jobQuery(id));
  if (job.data) {
    return (
      <KnownJob key={job.data.id} job={job.data}>
        {children}
      </KnownJob>
    );
  }
  return job.isError ? <JobProblem error={job.error} onRetry={job.refetch} /> : <JobLoader />;
}

function KnownJob({ job, children }: { job: Job; children: Content }) {
  const id = job.task_id;
  const [task, meta, labels] = [useQuery(taskQuery(id)), useQuery(dataMetaQuery(id)), useQuery(labelsQuery(id))];
  const self = useQuery(selfQuery);
  const failed = [task, meta, labels, self].find((query) => query.isError);
  if (failed) return <JobProblem error={failed.error} onRetry={failed.refetch} task={id} />;
  if (!task.data || !meta.data || !labels.data || !self.data) return <JobLoader />;
  const { frames, deleted_frames: deleted } = meta.data;
  return children({ user: self.data, task: task.data, job, labels: labels.data, frames, deleted });
}

export function JobProblem(props: { error: unknown; onRetry?(): void; task?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.centre}>
      <ProblemNotice
        what={t("editor.failed")}
        error={props.error}
        onRetry={props.onRetry}
        action={
          props.task !== undefined && (
            <RouteButton to="/tasks/$task" params={{ task: props.task }} variant="default">
              {t("editor.back")}
            </RouteButton>
          )
        }
      />
    </div>
  );
}

function JobLoader() {
  const { t } = useTranslation();
  return (
    <div className={classes.centre}>
      <Loader aria-label={t("common.loading")} />
    </div>
  );
}
