/** The bar over the picture: way back, frame by number, zoom, and whether everything is saved. */

import { ActionIcon, Divider, Group, NumberInput, Text, Tooltip } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowsMaximize,
  IconChevronLeft,
  IconChevronRight,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { FrameMeta, Task } from "@/api/types";
import type { StageHandle } from "@/canvas/StageView";
import { RouteAnchor, RouteIcon } from "@/ui/RouteLink";
import { SaveState } from "./SaveState";
import classes from "./Viewer.module.css";

type Props = {
  task: Task;
  frame: number;
  frames: readonly FrameMeta[];
  stage: RefObject<StageHandle | null>;
  go(frame: number): void;
};

export function ViewerBar({ task, frame, frames, stage, go }: Props) {
  const { t } = useTranslation();
  const meta = frames[frame];
  return (
    <div className={classes.bar}>
      <RouteIcon to="/tasks/$task" params={{ task: task.id }} aria-label={t("viewer.back")}>
        <IconArrowLeft size={17} />
      </RouteIcon>
      <RouteAnchor to="/tasks/$task" params={{ task: task.id }} className={classes.task} c="var(--mantine-color-text)">
        {task.name}
      </RouteAnchor>
      <Divider orientation="vertical" my={10} />
      <Group gap={2} wrap="nowrap">
        <Tool label={t("viewer.previous")} keys="D" disabled={frame === 0} onClick={() => go(frame - 1)}>
          <IconChevronLeft size={18} />
        </Tool>
        <NumberInput
          w={64}
          hideControls
          aria-label={t("viewer.frameNumber")}
          min={1}
          max={frames.length}
          allowDecimal={false}
          value={frame + 1}
          onChange={(value) => typeof value === "number" && value >= 1 && go(value - 1)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        <Text c="dimmed" className="numbers" px={4}>
          / {frames.length}
        </Text>
        <Tool label={t("viewer.next")} keys="F" disabled={frame >= frames.length - 1} onClick={() => go(frame + 1)}>
          <IconChevronRight size={18} />
        </Tool>
      </Group>
      <span className={classes.name} title={meta?.name}>
        {meta?.name}
        {meta && ` · ${meta.width} × ${meta.height}`}
      </span>
      <Group gap={2} wrap="nowrap" ml="auto">
        <SaveState />
        <Tool label={t("viewer.zoomOut")} onClick={() => stage.current?.zoomOut()}>
          <IconZoomOut size={17} />
        </Tool>
        <Tool label={t("viewer.zoomIn")} onClick={() => stage.current?.zoomIn()}>
          <IconZoomIn size={17} />
        </Tool>
        <Tool label={t("viewer.fit")} keys="0" onClick={() => stage.current?.fit()}>
          <IconArrowsMaximize size={16} />
        </Tool>
        <Tool label={t("viewer.actualSize")} onClick={() => stage.current?.actualSize()}>
          <Text component="span" size="xs" fw={600}>
            1:1
          </Text>
        </Tool>
      </Group>
    </div>
  );
}

type ToolProps = { label: string; keys?: string; disabled?: boolean; onClick(): void; children: ReactNode };

function Tool({ label, keys, disabled, onClick, children }: ToolProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
