/** The bar over the grid: ways back, undo, and whether everything is saved. */

import { Divider, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconPhotoEdit } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RouteAnchor, RouteButton, RouteIcon } from "@/ui/RouteLink";
import { ActionButton } from "../editor/ActionButton";
import { useBench, useEditor } from "../editor/bench";
import editor from "../editor/Editor.module.css";
import { JobMenu } from "../editor/JobMenu";
import { SaveState } from "../editor/SaveState";

export function GridBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { session } = useBench();
  const { task, job } = session.assignment;
  const canUndo = useEditor(({ history }) => history.done.length > 0);
  const canRedo = useEditor(({ history }) => history.undone.length > 0);
  const show = (frame: number) => void navigate({ to: "/jobs/$job/edit", params: { job: job.id }, search: { frame } });
  return (
    <div className={editor.bar}>
      <RouteIcon to="/tasks/$task" params={{ task: task.id }} aria-label={t("editor.back")}>
        <IconArrowLeft size={17} />
      </RouteIcon>
      <RouteAnchor to="/tasks/$task" params={{ task: task.id }} className={editor.task} c="var(--mantine-color-text)">
        {task.name}
      </RouteAnchor>
      <Divider orientation="vertical" my={10} />
      <Text c="dimmed">{t("grid.heading")}</Text>
      <Group gap={2} wrap="nowrap" ml="auto">
        <SaveState onShow={show} />
        <JobMenu />
        <ActionButton id="undo" disabled={!canUndo}>
          <IconArrowBackUp size={17} />
        </ActionButton>
        <ActionButton id="redo" disabled={!canRedo}>
          <IconArrowForwardUp size={17} />
        </ActionButton>
        <Divider orientation="vertical" my={4} mx={4} />
        <RouteButton
          to="/jobs/$job/edit"
          params={{ job: job.id }}
          search={{ frame: session.state.frame }}
          variant="default"
          size="compact-sm"
          leftSection={<IconPhotoEdit size={15} />}
        >
          {t("grid.toEditor")}
        </RouteButton>
      </Group>
    </div>
  );
}
