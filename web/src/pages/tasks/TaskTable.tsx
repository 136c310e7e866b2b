/** Tasks as rows: what they hold, how far they are annotated, when they were last changed. */

import { ActionIcon, Group, Menu, Progress, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { previewUrl } from "@/api/tasks";
import type { Task } from "@/api/types";
import { count, moment, percent } from "@/model/quantity";
import { RouteAnchor } from "@/ui/RouteLink";
import classes from "./TaskTable.module.css";
import { useTaskDeletion } from "./useTaskDeletion";

export function TaskTable({ tasks }: { tasks: Task[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("tasks.name")}</Table.Th>
            <Table.Th ta="right" w={110}>
              {t("tasks.frames")}
            </Table.Th>
            <Table.Th w={240}>{t("tasks.annotated")}</Table.Th>
            <Table.Th w={140}>{t("tasks.owner")}</Table.Th>
            <Table.Th w={150}>{t("tasks.updated")}</Table.Th>
            <Table.Th w={44}>
              <VisuallyHidden>{t("tasks.actions")}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation();
  const frames = task.size ?? 0;
  const askDeletion = useTaskDeletion();
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <span className={classes.thumb}>
            {frames > 0 && <img src={previewUrl(task.id)} alt="" loading="lazy" decoding="async" />}
          </span>
          <RouteAnchor to="/tasks/$task" params={{ task: task.id }} className={classes.name}>
            {task.name}
          </RouteAnchor>
          <Text c="dimmed" size="xs" className="numbers">
            #{task.id}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td ta="right">{frames > 0 ? count(frames) : t("tasks.noData")}</Table.Td>
      <Table.Td>
        <AnnotatedShare done={task.annotated_frames ?? 0} frames={frames} />
      </Table.Td>
      <Table.Td>{task.owner?.username ?? "–"}</Table.Td>
      <Table.Td>{task.updated_date ? moment(task.updated_date) : "–"}</Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={t("tasks.actionsOf", { name: task.name })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => askDeletion(task)}>
              {t("tasks.delete")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  );
}

function AnnotatedShare({ done, frames }: { done: number; frames: number }) {
  const { t } = useTranslation();
  const share = frames > 0 ? done / frames : 0;
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress
        value={share * 100}
        w={110}
        size={6}
        color={share === 1 ? "teal" : undefined}
        aria-label={t("tasks.annotated")}
      />
      <Text size="xs" c="dimmed" className="numbers">
        {percent(share)} · {done}/{frames}
      </Text>
    </Group>
  );
}
