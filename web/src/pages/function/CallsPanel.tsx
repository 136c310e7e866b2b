/** How the function answers: calls, errors, how long it takes, who waits; how that went over the last ten minutes. */

import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FunctionMetrics } from "@/api/types";
import { errors, means, rateNow, rates } from "@/model/health";
import { count, latency, memory, rate } from "@/model/quantity";
import { Panel } from "@/ui/Panel";
import { Sparkline } from "@/ui/Sparkline";
import classes from "./CallsPanel.module.css";

export function CallsPanel({ metrics }: { metrics: FunctionMetrics }) {
  const { t } = useTranslation();
  const { calls, p50, p95, p99, queue, memory_bytes, peak_bytes, limit_bytes, workers } = metrics;
  const failed = metrics.errors;
  return (
    <Panel title={t("health.calls")} note={<Small>{t("health.sinceStart")}</Small>} flush>
      <dl className={classes.figures}>
        <Figure
          name={t("health.calls")}
          value={count(calls)}
          more={t("health.perSecond", { rate: rate(rateNow(metrics)) })}
        >
          <Sparkline label={t("health.callsLine")} values={rates(metrics)} />
        </Figure>
        <Figure name={t("health.errors")} value={count(failed)} more={share(failed, calls)} bad={failed > 0}>
          <Sparkline label={t("health.errorsLine")} values={errors(metrics)} tone="error" />
        </Figure>
        <Figure
          name={t("health.median")}
          value={p50 > 0 ? latency(p50) : "–"}
          more={p50 > 0 ? t("health.slower", { p95: latency(p95), p99: latency(p99) }) : ""}
        >
          <Sparkline label={t("health.latencyLine")} values={means(metrics)} />
        </Figure>
        <Figure name={t("health.queue")} value={count(queue)} more={t("health.queueText")} />
        <Figure
          name={t("health.memory")}
          value={workers.length > 0 ? memory(memory_bytes) : "–"}
          more={t("health.eachWorker", {
            peak: t("health.peak", { size: memory(peak_bytes) }),
            limit: limit_bytes === null ? t("health.noLimit") : t("health.limit", { size: memory(limit_bytes) }),
          })}
        />
      </dl>
    </Panel>
  );
}

const share = (part: number, whole: number): string => (whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`);

function Small({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

type FigureProps = { name: string; value: string; more: string; bad?: boolean; children?: ReactNode };

function Figure({ name, value, more, bad, children }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={classes.value} data-bad={bad || undefined}>
        {value}
      </dd>
      <dd className={classes.more}>{more}</dd>
      {children && <dd className={classes.spark}>{children}</dd>}
    </div>
  );
}
