/** The bar over the picture: way back, frame by number, undo, zoom, and whether everything is saved. */

import { Divider, Group, NumberInput, Text } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconArrowsMaximize,
  IconChevronLeft,
  IconChevronRight,
  IconKeyboard,
  IconLayoutGrid,
  IconSettings,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { RouteAnchor, RouteIcon } from "@/ui/RouteLink";
import { ActionButton } from "./ActionButton";
import { useBench, useEditor } from "./bench";
import classes from "./Editor.module.css";
import { JobMenu } from "./JobMenu";
import { SaveState } from "./SaveState";

export function EditorBar() {
  const { t } = useTranslation();
  const { task } = useBench().session.assignment;
  const canUndo = useEditor(({ history }) => history.done.length > 0);
  const canRedo = useEditor(({ history }) => history.undone.length > 0);
  return (
    <div className={classes.bar}>
      <RouteIcon to="/tasks/$task" params={{ task: task.id }} aria-label={t("editor.back")}>
        <IconArrowLeft size={17} />
      </RouteIcon>
      <RouteAnchor to="/tasks/$task" params={{ task: task.id }} className={classes.task} c="var(--mantine-color-text)">
        {task.name}
      </RouteAnchor>
      <Divider orientation="vertical" my={10} />
      <FrameNumber />
      <FrameName />
      <Group gap={2} wrap="nowrap" ml="auto">
        <SaveState />
        <ActionButton id="grid">
          <IconLayoutGrid size={17} />
        </ActionButton>
        <JobMenu />
        <ActionButton id="undo" disabled={!canUndo}>
          <IconArrowBackUp size={17} />
        </ActionButton>
        <ActionButton id="redo" disabled={!canRedo}>
          <IconArrowForwardUp size={17} />
        </ActionButton>
        <Divider orientation="vertical" my={4} mx={4} />
        <ActionButton id="zoomOut">
          <IconZoomOut size={17} />
        </ActionButton>
        <ActionButton id="zoomIn">
          <IconZoomIn size={17} />
        </ActionButton>
        <ActionButton id="fit">
          <IconArrowsMaximize size={16} />
        </ActionButton>
        <ActionButton id="actualSize">
          <Text component="span" size="xs" fw={600}>
            1:1
          </Text>
        </ActionButton>
        <Divider orientation="vertical" my={4} mx={4} />
        <ActionButton id="keys">
          <IconKeyboard size={17} />
        </ActionButton>
        <ActionButton id="settings">
          <IconSettings size={17} />
        </ActionButton>
      </Group>
    </div>
  );
}

function FrameName() {
  const { frames } = useBench().session.assignment;
  const meta = frames[useEditor((state) => state.frame)];
  return (
    <span className={classes.name} title={meta?.name}>
      {meta?.name}
      {meta && ` · ${meta.width} × ${meta.height}`}
    </span>
  );
}

function FrameNumber() {
  const { t } = useTranslation();
  const bench = useBench();
  const { start_frame, stop_frame } = bench.session.assignment.job;
  const frame = useEditor((state) => state.frame);
  return (
    <Group gap={2} wrap="nowrap">
      <ActionButton id="previousFrame" disabled={frame <= start_frame}>
        <IconChevronLeft size={18} />
      </ActionButton>
      <NumberInput
        w={64}
        hideControls
        aria-label={t("editor.frameNumber")}
        min={start_frame + 1}
        max={stop_frame + 1}
        allowDecimal={false}
        value={frame + 1}
        onChange={(value) => typeof value === "number" && bench.session.has(value - 1) && bench.go(value - 1)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <Text c="dimmed" className="numbers" px={4}>
        / {stop_frame + 1}
      </Text>
      <ActionButton id="nextFrame" disabled={frame >= stop_frame}>
        <IconChevronRight size={18} />
      </ActionButton>
    </Group>
  );
}
