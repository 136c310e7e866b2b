/** What happened while the function was built and started; follows along while that is going on. */

import { Group, Loader, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DeployedFunction } from "@/api/types";
import { statusOf } from "@/model/status";
import { Panel } from "@/ui/Panel";
import { RouteButton } from "@/ui/RouteLink";
import { LogLines } from "./LogLines";

export function BuildTab({ found, live }: { found: DeployedFunction; live: boolean }) {
  const { t } = useTranslation();
  const { logs = [], state, message } = found.status;
  const { name } = found.metadata;
  const lines = logs.map((line) => ({ time: line.time, level: line.level, message: line.message }));
  const isTold = !message || logs.some((line) => line.message.includes(message));
  const ended = statusOf(state) === "error" && !isTold ? [{ time: null, level: "error", message }] : [];
  return (
    <Panel
      flush
      title={t("function.buildLog")}
      aside={
        <Group gap="sm" wrap="nowrap">
          {live && <Loader size={14} />}
          <Text size="xs" c="dimmed" role="status">
            {live ? t("function.buildRunning") : t(`function.buildEnded.${statusOf(state)}`)}
          </Text>
          {statusOf(state) === "ready" && (
            <RouteButton size="compact-xs" to="/functions/$name" params={{ name }} search={{ tab: "test" }}>
              {t("function.testNow")}
            </RouteButton>
          )}
        </Group>
      }
    >
      <LogLines label={t("function.buildLog")} lines={[...lines, ...ended]} empty={t("function.noBuildLog")} follow />
    </Panel>
  );
}
