/** The workers of the function: what each is at, what memory it holds, where it is stuck, and its end. */

import { Button, Group, Progress, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconCircle, IconClockExclamation, IconLoader2, type TablerIcon } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endWorker, metricsQuery } from "@/api/functionHealth";
import type { FunctionMetrics, WorkerMetrics } from "@/api/types";
import { type WorkerState, workerState } from "@/model/health";
import { count, duration, memory } from "@/model/quantity";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { WorkerStack } from "./WorkerStack";
import classes from "./WorkersPanel.module.css";

export function WorkersPanel({ name, metrics }: { name: string; metrics: FunctionMetrics }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [looked, look] = useState<number | null>(null);
  const end = useMutation({
    mutationFn: (number: number) => endWorker(name, number),
    onSuccess: () => {
      look(null);
      void queries.invalidateQueries({ queryKey: metricsQuery(name).queryKey });
    },
  });
  return (
    <Panel title={t("health.workers")} flush>
      {metrics.workers.length === 0 && (
        <Text c="dimmed" p="md">
          {t("health.noWorkers")}
        </Text>
      )}
      {metrics.workers.length > 0 && (
        <Table highlightOnHover={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={80}>{t("health.worker")}</Table.Th>
              <Table.Th w={170}>{t("functions.state")}</Table.Th>
              <Table.Th w={90} ta="right">
                {t("health.events")}
              </Table.Th>
              <Table.Th>{t("health.memory")}</Table.Th>
              <Table.Th w={210}>
                <VisuallyHidden>{t("functions.actions")}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {metrics.workers.map((worker) => (
              <Table.Tr key={worker.number}>
                <Table.Td>{worker.number}</Table.Td>
                <Table.Td>
                  <BusyBadge worker={worker} />
                </Table.Td>
                <Table.Td ta="right">{count(worker.events)}</Table.Td>
                <Table.Td>
                  <WorkerMemory worker={worker} limit={metrics.limit_bytes} />
                </Table.Td>
                <Table.Td>
                  <Group gap={6} wrap="nowrap" justify="flex-end">
                    <Button size="compact-sm" variant="default" onClick={() => look(worker.number)}>
                      {t("health.where")}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={end.isPending && end.variables === worker.number}
                      onClick={() => end.mutate(worker.number)}
                    >
                      {t("health.end")}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {end.isError && <ProblemNotice what={t("health.endFailed")} error={end.error} />}
      {looked !== null && <WorkerStack key={looked} name={name} number={looked} onClose={() => look(null)} />}
    </Panel>
  );
}

const ICONS: Record<WorkerState, TablerIcon> = { free: IconCircle, busy: IconLoader2, stuck: IconClockExclamation };

function BusyBadge({ worker }: { worker: WorkerMetrics }) {
  const { t } = useTranslation();
  const state = workerState(worker);
  const Icon = ICONS[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size={14} aria-hidden />
      {t(`health.is.${state}`, { time: duration(worker.busy_seconds ?? 0) })}
    </span>
  );
}

function WorkerMemory({ worker, limit }: { worker: WorkerMetrics; limit: number | null }) {
  const { t } = useTranslation();
  const { memory_bytes, peak_bytes } = worker;
  return (
    <Group gap="sm" wrap="nowrap">
      {limit !== null && (
        <Progress
          className={classes.memory}
          value={Math.min(100, (100 * memory_bytes) / limit)}
          color={memory_bytes > 0.9 * limit ? "red" : undefined}
          aria-label={t("health.memory")}
        />
      )}
      <span className="numbers">
        {limit === null ? memory(memory_bytes) : t("health.of", { part: memory(memory_bytes), whole: memory(limit) })}
      </span>
      <Text span size="xs" c="dimmed">
        {t("health.peak", { size: memory(peak_bytes) })}
      </Text>
    </Group>
  );
}
