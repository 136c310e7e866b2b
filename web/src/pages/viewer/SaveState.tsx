/** Says whether the server has every change; a failed one can be sent again. */

import { Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCloudUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useSaving } from "@/state/saving";
import classes from "./Viewer.module.css";

export function SaveState() {
  const { t } = useTranslation();
  const { pending, failure } = useSaving();
  const state = pending > 0 ? "saving" : failure ? "unsaved" : "saved";
  const Icon = { saving: IconCloudUpload, unsaved: IconAlertTriangle, saved: IconCircleCheck }[state];
  return (
    <>
      <Tooltip label={failure ? asProblem(failure.error).message : ""} disabled={!failure} openDelay={0}>
        <span className={classes.saved} data-state={state} role="status">
          <Icon size={15} aria-hidden />
          {t(`viewer.${state}`)}
        </span>
      </Tooltip>
      {state === "unsaved" && (
        <Button size="compact-xs" variant="default" onClick={failure?.retry}>
          {t("common.retry")}
        </Button>
      )}
    </>
  );
}
