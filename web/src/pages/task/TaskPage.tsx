/** One task: its frames, what was found on them, its jobs and runs; from here it is annotated and exported. */

import { Badge, Button, Menu, SimpleGrid, Skeleton, Stack } from "@mantine/core";
import { IconDots, IconDownload, IconPhotoOff, IconTrash, IconWand } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isRunning, runsQuery } from "@/api/runs";
import { dataMetaQuery, statisticsQuery, taskQuery } from "@/api/tasks";
import type { Task } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteAnchor, RouteButton } from "@/ui/RouteLink";
import { useTaskDeletion } from "../tasks/useTaskDeletion";
import { AnnotateDialog } from "./annotate/AnnotateDialog";
import { ClassCounts } from "./ClassCounts";
import { ExportDialog } from "./ExportDialog";
import { FrameGrid } from "./FrameGrid";
import { JobList } from "./JobList";
import { LatestRun } from "./LatestRun";
import classes from "./TaskPage.module.css";

const route = getRouteApi("/app/tasks/$task");

export function TaskPage() {
  const { t } = useTranslation();
  const { task: id } = route.useParams();
  const task = useQuery(taskQuery(id));
  if (task.isError) {
    return (
      <Page narrow title={t("task.failedTitle")} parent={<RouteAnchor to="/tasks">{t("tasks.title")}</RouteAnchor>}>
        <ProblemNotice
          what={t("task.failed", { id })}
          error={task.error}
          onRetry={() => task.refetch()}
          action={
            <RouteButton to="/tasks" variant="default">
              {t("common.toTasks")}
            </RouteButton>
          }
        />
      </Page>
    );
  }
  return task.data ? <LoadedTask task={task.data} /> : <LoadingTask />;
}

function LoadingTask() {
  return (
    <Page title="…">
      <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm" aria-busy="true">
        {Array.from({ length: 15 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cells are all alike
          <Skeleton key={at} height={130} />
        ))}
      </SimpleGrid>
    </Page>
  );
}

function LoadedTask({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const statistics = useQuery(statisticsQuery(task.id));
  const running = useRunWatch(task.id);
  const show = (wanted?: "annotate" | "export") => void navigate({ search: { dialog: wanted }, replace: true });

  return (
    <Page
      title={task.name}
      parent={<RouteAnchor to="/tasks">{t("tasks.title")}</RouteAnchor>}
      badge={
        <Badge variant="light" color="gray" tt="none" fw={600}>
          {t("task.frames", { count: task.size ?? 0 })}
        </Badge>
      }
      actions={
        <>
          <Button leftSection={<IconWand size={16} />} disabled={!task.size} onClick={() => show("annotate")}>
            {running ? t("task.annotating") : t("task.annotate")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={!task.size}
            onClick={() => show("export")}
          >
            {t("task.export")}
          </Button>
          <MoreMenu task={task} />
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <Frames task={task.id} counts={statistics.data?.frame_objects ?? []} />
        </div>
        <Stack gap="md" className={classes.side}>
          <LatestRun task={task.id} onOpen={() => show("annotate")} />
          <Panel title={t("task.classes")} flush>
            <ClassCounts statistics={statistics} />
          </Panel>
          <Panel title={t("task.jobs")} flush>
            <JobList task={task.id} />
          </Panel>
        </Stack>
      </div>
      <AnnotateDialog task={task} opened={dialog === "annotate"} onClose={() => show()} />
      <ExportDialog task={task} opened={dialog === "export"} onClose={() => show()} />
    </Page>
  );
}

function Frames({ task, counts }: { task: number; counts: readonly number[] }) {
  const { t } = useTranslation();
  const meta = useQuery(dataMetaQuery(task));
  if (meta.isError) {
    return <ProblemNotice what={t("task.framesFailed")} error={meta.error} onRetry={() => meta.refetch()} />;
  }
  if (!meta.data) return null;
  if (meta.data.frames.length > 0) return <FrameGrid task={task} meta={meta.data} counts={counts} />;
  return (
    <Panel flush>
      <EmptyState
        icon={<IconPhotoOff size={36} stroke={1.5} />}
        title={t("task.noFrames")}
        text={t("task.noFramesText")}
        action={<RouteButton to="/tasks/new">{t("tasks.new")}</RouteButton>}
      />
    </Panel>
  );
}

/** Whether a run is going on; the numbers of the page follow it. */
function useRunWatch(task: number): boolean {
  const queries = useQueryClient();
  const { data: runs } = useQuery(runsQuery(task));
  const running = runs?.some(isRunning) ?? false;
  const done = runs?.reduce((sum, run) => sum + run.summary.frames_done, 0) ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of `done` or `running` asks anew
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["task", task, "statistics"] });
    void queries.invalidateQueries({ queryKey: ["annotations"] });
  }, [queries, task, done, running]);
  return running;
}

function MoreMenu({ task }: { task: Task }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const askDeletion = useTaskDeletion(() => void navigate({ to: "/tasks" }));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px={6} aria-label={t("task.more")}>
          <IconDots size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => askDeletion(task)}>
          {t("tasks.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
