/** Automatic annotation: the order, then how far it is, then what came of it. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelRun, isRunning, runsQuery } from "@/api/runs";
import type { Run, Task } from "@/api/types";
import { Dialog } from "@/ui/Dialog";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useModelName } from "@/ui/useModelName";
import { AnnotateForm } from "./AnnotateForm";
import { RunProgress } from "./RunProgress";
import { RunSummary } from "./RunSummary";

export function AnnotateDialog({ task, opened, onClose }: { task: Task; opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("annotate.title")} size={680}>
      <AnnotateSteps task={task} onClose={onClose} />
    </Dialog>
  );
}

function AnnotateSteps({ task, onClose }: { task: Task; onClose(): void }) {
  const queries = useQueryClient();
  const { data: runs } = useQuery(runsQuery(task.id));
  const [watched, setWatched] = useState<string | null>(null);
  const run = runs?.find((known) => known.id === watched) ?? runs?.find(isRunning);
  const started = (made: Run) => {
    setWatched(made.id);
    queries.setQueryData(runsQuery(task.id).queryKey, (old: Run[] = []) => [made, ...old]);
    void queries.invalidateQueries({ queryKey: runsQuery(task.id).queryKey });
  };
  if (!run) return <AnnotateForm task={task} onStarted={started} onCancel={onClose} />;
  if (isRunning(run)) return <RunningStep run={run} task={task.id} onClose={onClose} />;
  return <EndedStep run={run} task={task.id} onAgain={() => setWatched(null)} onClose={onClose} />;
}

function RunningStep({ run, task, onClose }: { run: Run; task: number; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const name = useModelName(run.function.id);
  const cancelling = useMutation({
    mutationFn: () => cancelRun(run.id),
    onSettled: () => queries.invalidateQueries({ queryKey: runsQuery(task).queryKey }),
  });
  return (
    <Stack gap="md">
      <Text>{t("annotate.runningWith", { name })}</Text>
      <RunProgress run={run} />
      <Text size="xs" c="dimmed">
        {t("annotate.leave")}
      </Text>
      {cancelling.isError && <ProblemNotice what={t("annotate.cancelFailed")} error={cancelling.error} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {t("annotate.cancelRun")}
        </Button>
        <Button onClick={onClose}>{t("annotate.background")}</Button>
      </Group>
    </Stack>
  );
}

type EndedProps = { run: Run; task: number; onAgain(): void; onClose(): void };

function EndedStep({ run, task, onAgain, onClose }: EndedProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <RunSummary run={run} task={task} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onAgain}>
          {t("annotate.again")}
        </Button>
        <Button onClick={onClose}>{t("common.close")}</Button>
      </Group>
    </Stack>
  );
}
