/** What the function is and how it does. */

import { Alert, Badge, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { metricsQuery } from "@/api/functionHealth";
import type { DeployedFunction } from "@/api/types";
import { cardOf } from "@/model/card";
import { statusOf } from "@/model/status";
import { Panel } from "@/ui/Panel";
import { RouteButton } from "@/ui/RouteLink";
import { StatusBadge } from "@/ui/StatusBadge";
import { BaseImagePanel } from "./BaseImagePanel";
import { CallsPanel } from "./CallsPanel";
import classes from "./Log.module.css";
import { WorkersPanel } from "./WorkersPanel";

export function OverviewTab({ found }: { found: DeployedFunction }) {
  const { t } = useTranslation();
  const card = cardOf(found);
  const { spec, status } = found;
  const facts: [string, React.ReactNode][] = [
    [t("functions.state"), <StatusBadge key="state" state={status.state} />],
    [t("function.cardTitle"), card.title],
    [t("functions.kind"), card.kind || "–"],
    [t("function.description"), spec.description || "–"],
    [t("functions.runtime"), <code key="runtime">{spec.runtime ?? "–"}</code>],
    [t("function.handler"), <code key="handler">{spec.handler ?? "–"}</code>],
    [t("functions.workers"), card.workers ?? "–"],
    [t("function.timeout"), spec.eventTimeout || "–"],
    [t("function.port"), status.httpPort || "–"],
  ];
  return (
    <Stack gap="md">
      {status.unknownImage && <BaseImagePanel name={card.name} image={status.unknownImage} />}
      {statusOf(status.state) === "error" && !status.unknownImage && (
        <Broken name={card.name} message={status.message} />
      )}
      <Health name={card.name} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Panel title={t("function.facts")} flush>
          <Table highlightOnHover={false}>
            <Table.Tbody>
              {facts.map(([name, value]) => (
                <Table.Tr key={name}>
                  <Table.Td c="dimmed" w={140}>
                    {name}
                  </Table.Td>
                  <Table.Td>{value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
        <Panel title={t("function.modelLabels", { count: card.labels.length })}>
          {card.labels.length === 0 && <Text c="dimmed">{t("function.noLabels")}</Text>}
          <Group gap={6}>
            {card.labels.map((label) => (
              <Badge key={label} variant="light" color="gray" tt="none" fw={400} size="lg">
                {label}
              </Badge>
            ))}
          </Group>
        </Panel>
      </SimpleGrid>
    </Stack>
  );
}

function Broken({ name, message }: { name: string; message: string }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={t("function.broken")} role="alert">
      <pre className={classes.message}>{message || t("function.noMessage")}</pre>
      <Group gap="sm" mt="sm">
        <RouteButton to="/functions/$name" params={{ name }} search={{ tab: "build" }} variant="default">
          {t("function.seeBuild")}
        </RouteButton>
        <RouteButton to="/functions/$name" params={{ name }} search={{ tab: "code" }} variant="default">
          {t("function.fixCode")}
        </RouteButton>
      </Group>
    </Alert>
  );
}

/** Nothing while it is not known, and of a function that has never run. */
function Health({ name }: { name: string }) {
  const { data } = useQuery(metricsQuery(name));
  if (!data || (data.workers.length === 0 && data.calls === 0)) return null;
  return (
    <>
      <CallsPanel metrics={data} />
      <WorkersPanel name={name} metrics={data} />
    </>
  );
}
