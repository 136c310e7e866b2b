/** Says whether the server has every change, and leads to the frame where it does not. */

import { Button, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCloudOff,
  IconCloudUpload,
  IconCopy,
  IconUserOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useBench } from "./bench";
import classes from "./Editor.module.css";

const ICONS = {
  saved: IconCircleCheck,
  saving: IconCloudUpload,
  offline: IconCloudOff,
  signedOut: IconUserOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

export function SaveState({ onShow }: { onShow?(frame: number): void }) {
  const { t } = useTranslation();
  const bench = useBench();
  const show = onShow ?? bench.go;
  const { status, changes, problem, conflicts, refused } = useStore(bench.session.saver.store);
  const Icon = ICONS[status];
  const [frame] = [...conflicts.keys(), ...refused.keys()];
  return (
    <>
      <Elsewhere />
      <Tooltip label={problem?.message} disabled={!problem} openDelay={0} multiline maw={420}>
        <span className={classes.saved} data-state={status} role="status">
          <Icon size={15} aria-hidden />
          {t(`editor.saving.${status}`, { count: changes })}
        </span>
      </Tooltip>
      {frame !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => show(frame)}>
          {t("editor.saving.show", { number: frame + 1 })}
        </Button>
      )}
      {status === "signedOut" && (
        <Button size="compact-xs" variant="default" onClick={() => bench.session.store.setState({ dialog: "signIn" })}>
          {t("login.submit")}
        </Button>
      )}
      {status === "offline" && (
        <Button size="compact-xs" variant="default" onClick={() => void bench.session.saver.retry()}>
          {t("common.retry")}
        </Button>
      )}
    </>
  );
}

/** Another page of this browser works on the same job. */
function Elsewhere() {
  const { t } = useTranslation();
  const others = useStore(useBench().session.presence.others);
  if (others.size === 0) return null;
  return (
    <Tooltip label={t("editor.elsewhere.explained")} multiline maw={360} openDelay={0}>
      <span className={classes.elsewhere} role="note">
        <IconCopy size={15} aria-hidden />
        {t("editor.elsewhere.title")}
      </span>
    </Tooltip>
  );
}
