/** The order of a run: which function, which label becomes which, from which score on. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { detectorsQuery } from "@/api/models";
import { startRun } from "@/api/runs";
import { labelsQuery } from "@/api/tasks";
import type { Label, Model, Run, Task } from "@/api/types";
import { fitting, isReady } from "@/model/detectors";
import { mappedCount, mappingOf } from "@/model/mapping";
import { DetectorSelect } from "@/ui/DetectorSelect";
import { MappingTable } from "@/ui/MappingTable";
import { NoDetector } from "@/ui/NoDetector";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { ThresholdField } from "@/ui/ThresholdField";
import { useMapping } from "@/ui/useMapping";
import { CleanupSwitch } from "./CleanupSwitch";

const FIRST_THRESHOLD = 0.5;

type Props = { task: Task; onStarted(run: Run): void; onCancel(): void };

export function AnnotateForm(props: Props) {
  const { t } = useTranslation();
  const detectors = useQuery(detectorsQuery);
  const labels = useQuery(labelsQuery(props.task.id));
  const failed = [detectors, labels].find((query) => query.isError);
  if (failed) return <ProblemNotice what={t("annotate.loadFailed")} error={failed.error} onRetry={failed.refetch} />;
  if (!detectors.data || !labels.data) return <RowSkeletons rows={5} />;
  if (detectors.data.length === 0) return <NoDetector />;
  return <LoadedForm {...props} detectors={detectors.data} labels={labels.data} />;
}

function LoadedForm({ task, detectors, labels, onStarted, onCancel }: Props & { detectors: Model[]; labels: Label[] }) {
  const { t } = useTranslation();
  const fits = fitting(detectors, labels);
  const [id, setId] = useState(fits[0]?.model.id ?? "");
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
      <DetectorSelect fits={fits} chosen={chosen} onChange={setId} />
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
