/** The order of a run: which function, which label becomes which, from which score on. */

import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconPuzzle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { detectorsQuery, startRun } from "@/api/runs";
import { labelsQuery } from "@/api/tasks";
import type { Detector, Label, Run, Task } from "@/api/types";
import { mappedCount, mappingOf } from "@/model/mapping";
import { EmptyState } from "@/ui/EmptyState";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { CleanupSwitch } from "./CleanupSwitch";
import { MappingTable } from "./MappingTable";
import { ThresholdField } from "./ThresholdField";
import { useMapping } from "./useMapping";

const FIRST_THRESHOLD = 0.5;
const isReady = (candidate: Detector): boolean => (candidate.state ?? "ready") === "ready";

type Props = { task: Task; onStarted(run: Run): void; onCancel(): void };

export function AnnotateForm(props: Props) {
  const { t } = useTranslation();
  const detectors = useQuery(detectorsQuery);
  const labels = useQuery(labelsQuery(props.task.id));
  const failed = [detectors, labels].find((query) => query.isError);
  if (failed) return <ProblemNotice what={t("annotate.loadFailed")} error={failed.error} onRetry={failed.refetch} />;
  if (!detectors.data || !labels.data) return <RowSkeletons rows={5} />;
  if (detectors.data.length === 0) {
    return (
      <EmptyState
        icon={<IconPuzzle size={36} stroke={1.5} />}
        title={t("annotate.noFunctions")}
        text={t("annotate.noFunctionsText")}
        action={<RouteButton to="/functions/new">{t("functions.new")}</RouteButton>}
      />
    );
  }
  return <LoadedForm {...props} detectors={detectors.data} labels={labels.data} />;
}

function LoadedForm({
  task,
  detectors,
  labels,
  onStarted,
  onCancel,
}: Props & { detectors: Detector[]; labels: Label[] }) {
  const { t } = useTranslation();
  const [id, setId] = useState(() => (detectors.find(isReady) ?? detectors[0])?.id ?? "");
  const [threshold, setThreshold] = useState(FIRST_THRESHOLD);
  const chosen = detectors.find((candidate) => candidate.id === id);
  const [cleanup, setCleanup] = useState(false);
  const { rows, change } = useMapping(chosen, labels);
  const start = useMutation({
    mutationFn: () => startRun({ function: id, task: task.id, threshold, mapping: mappingOf(rows), cleanup }),
    onSuccess: onStarted,
  });
  const mapped = mappedCount(rows);
  const notReady = chosen && !isReady(chosen);

  return (
    <Stack gap="md">
      <Select
        label={t("annotate.function")}
        description={chosen?.description || undefined}
        data={detectors.map((candidate) => ({
          value: candidate.id,
          label: isReady(candidate) ? candidate.name : t("annotate.notReady", { name: candidate.name }),
        }))}
        value={id}
        error={notReady && t("annotate.notReadyText")}
        onChange={(value) => value && setId(value)}
        data-autofocus
      />
      <MappingTable rows={rows} labels={labels} onChange={change} />
      <ThresholdField value={threshold} onChange={setThreshold} />
      <CleanupSwitch task={task.id} checked={cleanup} onChange={setCleanup} />
      <Text size="xs" c="dimmed">
        {t("annotate.frames", { count: task.size ?? 0 })}
      </Text>
      {start.isError && <ProblemNotice what={t("annotate.startFailed")} error={start.error} />}
      <Group justify="space-between" gap="sm">
        <Text size="xs" c={mapped === 0 ? "var(--mantine-color-error)" : "dimmed"}>
          {mapped === 0 ? t("annotate.nothingMapped") : t("annotate.mapped", { mapped, count: rows.length })}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
          <Button loading={start.isPending} disabled={mapped === 0 || notReady} onClick={() => start.mutate()}>
            {t("annotate.start")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
