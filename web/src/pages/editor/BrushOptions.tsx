/** How the brush paints: what it does, how wide it is, and whether it clears the masks below. */

import { Checkbox, SegmentedControl, Slider, Text, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { actionOf } from "@/actions";
import { LEAST_BRUSH, MOST_BRUSH } from "@/model/brush";
import { shown } from "@/model/keys";
import type { Brush } from "@/state/editor";
import { useBench, useEditor } from "./bench";
import classes from "./ToolOptions.module.css";

const MODES = [
  ["paint", "mask"],
  ["erase", "eraser"],
  ["fill", "maskPolygon"],
  ["cut", "cutPolygon"],
] as const;

export function BrushOptions() {
  const { t } = useTranslation();
  const { session } = useBench();
  const brush = useEditor((state) => state.brush);
  const adding = useEditor((state) => state.selected.size > 0);
  const set = (change: Partial<Brush>) => session.store.setState({ brush: { ...brush, ...change } });
  return (
    <>
      <div className={classes.row}>
        <SegmentedControl
          size="xs"
          aria-label={t("editorTools.brush.mode")}
          value={brush.mode}
          onChange={(mode) => set({ mode: mode as Brush["mode"] })}
          data={MODES.map(([mode, action]) => ({
            value: mode,
            label: (
              <>
                {t(`editorTools.brush.${mode}`)} <kbd>{shown(actionOf(action)?.keys[0] ?? "")}</kbd>
              </>
            ),
          }))}
        />
        <Text size="xs" className="numbers" id="brush-size">
          {t("editorTools.brush.size")} {brush.size} <kbd>,</kbd> <kbd>.</kbd>
        </Text>
        <Slider
          w={96}
          size={4}
          label={null}
          thumbLabel={t("editorTools.brush.size")}
          min={LEAST_BRUSH}
          max={MOST_BRUSH}
          value={brush.size}
          onChange={(size) => set({ size })}
        />
        <Tooltip label={t("editorTools.brush.clearsHint")}>
          <Checkbox
            size="xs"
            label={t("editorTools.brush.clears")}
            checked={brush.clears}
            onChange={(event) => set({ clears: event.currentTarget.checked })}
          />
        </Tooltip>
      </div>
      <Text size="xs" c="dimmed">
        {t(adding ? "editorTools.brush.adding" : "editorTools.brush.beginning")}
      </Text>
    </>
  );
}
