/** Over the picture: how the tool in hand is used, what can be set about it, and why it did nothing. */

import { Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BrushOptions } from "./BrushOptions";
import { useBench, useEditor } from "./bench";
import { CallCards } from "./calls/CallCards";
import classes from "./ToolOptions.module.css";

const NOTICE_MS = 6000;
const HINTED = ["rectangle", "extreme", "ellipse", "polygon", "polyline", "points", "slice"] as const;

export function ToolOptions() {
  const { t } = useTranslation();
  const tool = useEditor((state) => state.tool);
  const hinted = HINTED.find((id) => id === tool);
  return (
    <div className={classes.place}>
      {(hinted || tool === "mask") && (
        <section className={classes.bar} aria-label={t("editorTools.options")}>
          {hinted ? (
            <Text size="xs" c="dimmed">
              {t(`editorTools.hint.${hinted}`)}
            </Text>
          ) : (
            <BrushOptions />
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
