/** Over the picture: how the tool in hand is used, what can be set about it, and why it did nothing. */

import { Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type ComponentType, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BrushOptions } from "./BrushOptions";
import { useBench, useEditor } from "./bench";
import { CallCards } from "./calls/CallCards";
import { InteractiveOptions } from "./InteractiveOptions";
import classes from "./ToolOptions.module.css";

const NOTICE_MS = 6000;
const HINTED = ["rectangle", "extreme", "ellipse", "polygon", "polyline", "points", "slice"] as const;

const OPTIONS: Readonly<Record<string, ComponentType>> = { mask: BrushOptions, interactive: InteractiveOptions };

export function ToolOptions() {
  const { t } = useTranslation();
  const tool = useEditor((state) => state.tool);
  const Options = OPTIONS[tool];
  const hinted = HINTED.find((id) => id === tool);
  return (
    <div className={classes.place}>
      {(hinted || Options) && (
        <section className={classes.bar} aria-label={t("editorTools.options")}>
          {hinted ? (
            <Text size="xs" c="dimmed">
              {t(`editorTools.hint.${hinted}`)}
            </Text>
          ) : (
            Options && <Options />
          )}
        </section>
      )}
      <Notice />
      <CallCards />
    </div>
  );
}

function Notice() {
  const { t } = useTranslation();
  const { store } = useBench().session;
  const notice = useEditor((state) => state.notice);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => store.setState({ notice: null }), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice, store]);
  return (
    <div role="status" className={notice ? classes.notice : undefined}>
      {notice && (
        <>
          <IconInfoCircle size={15} aria-hidden />
          {t(`editorTools.notice.${notice}`)}
        </>
      )}
    </div>
  );
}
