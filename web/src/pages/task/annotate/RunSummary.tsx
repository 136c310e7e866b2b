/** What came of a run: kept per class, dropped and why, frames that failed. */

import { Alert, Group, Stack, Table, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheckFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Run, RunSummary as Summary } from "@/api/types";
import { droppedCount, droppedReasons, secondsTaken } from "@/model/progress";
import { count, duration } from "@/model/quantity";
import { RouteAnchor } from "@/ui/RouteLink";
import classes from "./RunSummary.module.css";

type Props = { run: Run; task: number; brief?: boolean };

export function RunSummary({ run, task, brief = false }: Props) {
  const { t } = useTranslation();
  const { summary } = run;
  const dropped = droppedCount(summary);
  return (
    <Stack gap="sm">
      <Outcome run={run} />
      {run.state === "failed" && run.exc_info && <pre className={classes.trace}>{run.exc_info}</pre>}
      <Text className="numbers">
        {t("run.kept", { count: summary.kept })}
        {dropped > 0 && ` · ${t("run.dropped", { count: dropped })}`}
      </Text>
      {!brief && <Counts summary={summary} />}
      {summary.failed_frames.length > 0 && <FailedFrames summary={summary} task={task} brief={brief} />}
    </Stack>
  );
}

function Outcome({ run }: { run: Run }) {
  const { t } = useTranslation();
  const seconds = secondsTaken(run);
  const outcome = run.state === "cancelled" || run.state === "failed" ? run.state : "finished";
  const Icon = { cancelled: IconPlayerStopFilled, failed: IconAlertTriangle, finished: IconCircleCheckFilled }[outcome];
  const total = run.summary.frames_total;
  return (
    <Group gap={6} wrap="nowrap" className={classes.outcome} data-outcome={outcome} role="status">
      <Icon size={16} aria-hidden />
      <Text fw={600}>{t(`run.${outcome}`)}</Text>
      <Text c="dimmed" className="numbers">
        {t("run.framesDone", { done: run.summary.frames_done, count: total })}
        {seconds !== null && ` · ${duration(seconds)}`}
      </Text>
    </Group>
  );
}

function Counts({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const kept = Object.entries(summary.labels).map(([name, number]) => ({ name, number, detail: "" }));
  const dropped = droppedReasons(summary).map(({ reason, count: number, labels }) => ({
    name: reason,
    number,
    detail: labels.map(([label, times]) => `${label} ${times}`).join(", "),
  }));
  return (
    <div className={classes.tables}>
      <CountTable title={t("run.keptTitle")} rows={kept} none={t("run.keptNone")} />
      <CountTable title={t("run.droppedTitle")} rows={dropped} none={t("run.droppedNone")} />
    </div>
  );
}

type Count = { name: string; number: number; detail: string };

function CountTable({ title, rows, none }: { title: string; rows: Count[]; none: string }) {
  return (
    <Table className={classes.table} aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th colSpan={2}>{title}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, number, detail }) => (
          <Table.Tr key={name}>
            <Table.Td>
              {name}
              {detail && (
                <Text size="xs" c="dimmed" lineClamp={2} title={detail}>
                  {detail}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right">{count(number)}</Table.Td>
          </Table.Tr>
        ))}
        {rows.length === 0 && (
          <Table.Tr>
            <Table.Td c="dimmed">{none}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}

function FailedFrames({ summary, task, brief }: { summary: Summary; task: number; brief: boolean }) {
  const { t } = useTranslation();
  const shown = summary.failed_frames.slice(0, brief ? 3 : 50);
  return (
    <Alert color="red" p="sm" title={t("run.failedFrames", { count: summary.failed_frames.length })}>
      <ul className={classes.frames}>
        {shown.map(({ frame, name, reason }) => (
          <li key={frame}>
            <RouteAnchor to="/tasks/$task/frames/$frame" params={{ task, frame }}>
              {name}
            </RouteAnchor>
            : {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
