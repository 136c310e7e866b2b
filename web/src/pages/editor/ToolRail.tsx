/** The tools beside the picture, each with its key. */

import { IconPointer, IconSquare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "./ActionButton";
import { useEditor } from "./bench";
import classes from "./Editor.module.css";

const RAIL = [
  ["select", IconPointer],
  ["rectangle", IconSquare],
] as const;

export function ToolRail() {
  const { t } = useTranslation();
  const tool = useEditor((state) => state.tool);
  return (
    <div className={classes.rail} role="toolbar" aria-orientation="vertical" aria-label={t("editor.tools")}>
      {RAIL.map(([id, Icon]) => (
        <ActionButton key={id} id={id} pressed={tool === id} keyed>
          <Icon size={18} />
        </ActionButton>
      ))}
    </div>
  );
}
