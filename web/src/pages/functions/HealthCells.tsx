/** How a function is doing, as cells of its row: workers, memory, time and number of calls. */

import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FunctionMetrics } from "@/api/types";
import { rateNow, rates, workerState } from "@/model/health";
import { latency, memory, rate } from "@/model/quantity";
import { Sparkline } from "@/ui/Sparkline";
import classes from "./FunctionTable.module.css";

type Props = { metrics: FunctionMetrics | undefined; workers: number | null };

export function HealthCells({ metrics, workers }: Props) {
  const { t } = useTranslation();
  const busy = metrics?.workers.filter((worker) => workerState(worker) !== "free").length ?? 0;
  const stuck = metrics?.workers.some((worker) => workerState(worker) === "stuck") ?? false;
  const called = metrics !== undefined && metrics.calls > 0;
  return (
    <>
      <Table.Td ta="right">
        <span className={classes.workers} data-stuck={stuck || undefined}>
          {busy > 0 ? t("functions.busyOf", { busy, workers: workers ?? busy }) : (workers ?? "–")}
        </span>
      </Table.Td>
      <Table.Td ta="right">{metrics && metrics.memory_bytes > 0 ? memory(metrics.memory_bytes) : "–"}</Table.Td>
      <Table.Td ta="right">{called && metrics.p50 > 0 ? latency(metrics.p50) : "–"}</Table.Td>
      <Table.Td>
        {called && (
          <span className={classes.calls}>
            <Sparkline label={t("health.callsLine")} values={rates(metrics)} />
            <Text span size="xs" c="dimmed" ta="right">
              {t("functions.perSecond", { rate: rate(rateNow(metrics)) })}
            </Text>
          </span>
        )}
      </Table.Td>
    </>
  );
}
