/** Functions as rows: state, name, kind, labels, and how they are doing. */

import { ActionIcon, Menu, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconDots, IconTestPipe, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { allMetricsQuery } from "@/api/functionHealth";
import type { DeployedFunction, FunctionMetrics } from "@/api/types";
import { cardOf } from "@/model/card";
import { RouteAnchor, RouteMenuItem } from "@/ui/RouteLink";
import { StatusBadge } from "@/ui/StatusBadge";
import classes from "./FunctionTable.module.css";
import { HealthCells } from "./HealthCells";
import { useFunctionDeletion } from "./useFunctionDeletion";

const LABELS_SHOWN = 6;

export function FunctionTable({ functions }: { functions: DeployedFunction[] }) {
  const { t } = useTranslation();
  const metrics = useQuery(allMetricsQuery).data;
  return (
    <div className={classes.scroll}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t("functions.state")}</Table.Th>
            <Table.Th w="26%">{t("functions.name")}</Table.Th>
            <Table.Th w={100}>{t("functions.kind")}</Table.Th>
            <Table.Th>{t("functions.labels")}</Table.Th>
            <Table.Th w={112} ta="right">
              {t("functions.workers")}
            </Table.Th>
            <Table.Th w={90} ta="right">
              {t("health.memory")}
            </Table.Th>
            <Table.Th w={90} ta="right">
              {t("functions.median")}
            </Table.Th>
            <Table.Th w={170}>{t("health.calls")}</Table.Th>
            <Table.Th w={44}>
              <VisuallyHidden>{t("functions.actions")}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {functions.map((found) => (
            <FunctionRow key={found.metadata.name} found={found} metrics={metrics?.[found.metadata.name]} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type RowProps = { found: DeployedFunction; metrics: FunctionMetrics | undefined };

function FunctionRow({ found, metrics }: RowProps) {
  const { t } = useTranslation();
  const card = cardOf(found);
  const { state, message } = found.status;
  return (
    <Table.Tr>
      <Table.Td>
        <StatusBadge state={state} />
      </Table.Td>
      <Table.Td>
        <RouteAnchor to="/functions/$name" params={{ name: card.name }} fw={600} c="var(--mantine-color-text)">
          {card.name}
        </RouteAnchor>
        {message && state === "error" ? (
          <Text size="xs" c="var(--mantine-color-error)" lineClamp={1}>
            {message}
          </Text>
        ) : (
          card.title !== card.name && (
            <Text size="xs" c="dimmed" lineClamp={1}>
              {card.title}
            </Text>
          )
        )}
      </Table.Td>
      <Table.Td>{card.kind || "–"}</Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={1} title={card.labels.join(", ")}>
          {card.labels.slice(0, LABELS_SHOWN).join(", ") || "–"}
          {card.labels.length > LABELS_SHOWN && (
            <Text span c="dimmed">
              {" "}
              {t("functions.moreLabels", { count: card.labels.length - LABELS_SHOWN })}
            </Text>
          )}
        </Text>
      </Table.Td>
      <HealthCells metrics={metrics} workers={card.workers} />
      <Table.Td>
        <FunctionMenu name={card.name} />
      </Table.Td>
    </Table.Tr>
  );
}

function FunctionMenu({ name }: { name: string }) {
  const { t } = useTranslation();
  const askDeletion = useFunctionDeletion();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={t("functions.actionsOf", { name: name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <RouteMenuItem
          to="/functions/$name"
          params={{ name: name }}
          search={{ tab: "test" }}
          leftSection={<IconTestPipe size={16} />}
        >
          {t("functions.test")}
        </RouteMenuItem>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => askDeletion(name)}>
          {t("functions.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
