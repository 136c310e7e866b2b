/** The tools beside the picture, each with its key. */

import { Divider } from "@mantine/core";
import {
  IconBrush,
  IconLine,
  IconOvalVertical,
  IconPoint,
  IconPointer,
  IconPolygon,
  IconSlice,
  IconSparkles,
  IconSquare,
  IconSquareDot,
  IconWand,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { labelFor } from "@/model/fitting";
import { TOOLS } from "@/tools";
import { ActionButton } from "./ActionButton";
import { useBench, useEditor } from "./bench";
import classes from "./Editor.module.css";

const RAIL = [
  ["select", IconPointer],
  ["rectangle", IconSquare],
  ["extreme", IconSquareDot],
  ["polygon", IconPolygon],
  ["polyline", IconLine],
  ["points", IconPoint],
  ["ellipse", IconOvalVertical],
  ["mask", IconBrush],
  ["interactive", IconWand],
  ["slice", IconSlice],
] as const;

export function ToolRail() {
  const { t } = useTranslation();
  const { labels } = useBench().session.assignment;
  const tool = useEditor((state) => state.tool);
  return (
    <div className={classes.rail} role="toolbar" aria-orientation="vertical" aria-label={t("editor.tools")}>
      {RAIL.map(([id, Icon]) => {
        const draws = TOOLS[id]?.draws;
        const idle = draws !== undefined && !labelFor(draws, labels, 0);
        const why = idle ? t("editorTools.noLabel", { tool: t(`editor.action.${id}`) }) : undefined;
        return (
          <ActionButton key={id} id={id} pressed={tool === id} unavailable={why} keyed>
            <Icon size={18} />
          </ActionButton>
        );
      })}
      <Divider w={26} my={2} />
      <ActionButton id="detect" keyed>
        <IconSparkles size={18} />
      </ActionButton>
    </div>
  );
}
