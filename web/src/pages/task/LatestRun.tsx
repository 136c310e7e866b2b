/** The last automatic annotation of the task in a few words; a running one shows how far it is. */

import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isRunning, runsQuery } from "@/api/runs";
import type { Run } from "@/api/types";
import { moment } from "@/model/quantity";
import { Panel } from "@/ui/Panel";
import { useModelName } from "@/ui/useModelName";
import { RunProgress } from "./annotate/RunProgress";
import { RunSummary } from "./annotate/RunSummary";

export function LatestRun({ task, onOpen }: { task: number; onOpen(): void }) {
  const { t } = useTranslation();
  const { data: runs } = useQuery(runsQuery(task));
  const run = runs?.[0];
  if (!run) return null;
  const running = isRunning(run);
  return (
    <Panel
      title={t("run.latest")}
      aside={
        running ? (
          <Button size="compact-xs" variant="default" onClick={onOpen}>
            {t("run.open")}
          </Button>
        ) : (
          <Text size="xs" c="dimmed">
            {moment(run.ended ?? run.enqueued ?? 0)}
          </Text>
        )
      }
    >
      <Stack gap="sm">
        <FunctionName run={run} />
        {running ? <RunProgress run={run} /> : <RunSummary run={run} task={task} brief />}
      </Stack>
    </Panel>
  );
}

const FunctionName = ({ run }: { run: Run }) => <Text fw={600}>{useModelName(run.function.id)}</Text>;
