/** Says whether the server has every change; what it refused can be sent again. */

import { Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconCloudUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useBench } from "./bench";
import classes from "./Editor.module.css";

const ICONS = {
  saved: IconCircleCheck,
  saving: IconCloudUpload,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

export function SaveState() {
  const { t } = useTranslation();
  const { saver } = useBench().session;
  const { status, changes, problem } = useStore(saver.store);
  const Icon = ICONS[status];
  return (
    <>
      <Tooltip label={problem?.message} disabled={!problem} openDelay={0}>
        <span className={classes.saved} data-state={status} role="status">
          <Icon size={15} aria-hidden />
          {status === "offline" ? t("editor.saving.offline", { count: changes }) : t(`editor.saving.${status}`)}
        </span>
      </Tooltip>
      {status === "refused" && (
        <Button size="compact-xs" variant="default" onClick={() => void saver.flush()}>
          {t("common.retry")}
        </Button>
      )}
    </>
  );
}
