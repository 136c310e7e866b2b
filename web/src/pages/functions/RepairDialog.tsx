/** A repaired configuration as a diff, to be looked at before it is used. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Repair } from "@/api/types";
import { Dialog } from "@/ui/Dialog";
import { Diff } from "@/ui/Diff";
import classes from "./RepairDialog.module.css";

type Props = {
  repair: Repair | null;
  onUse(config: string): void;
  /** Set where a deployment waits for the answer. */
  onDeploy?: ((config: string) => void) | undefined;
  onClose(): void;
};

export function RepairDialog({ repair, onUse, onDeploy, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("repair.title")} size={860} opened={repair !== null} onClose={onClose}>
      {repair && (
        <Stack gap="md">
          <Stack gap={4}>
            {repair.remarks.map((remark) => (
              <Text key={remark}>{remark}</Text>
            ))}
          </Stack>
          <div className={classes.diff}>
            <Diff label={t("repair.diff")} diff={repair.diff} />
          </div>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("repair.keep")}
            </Button>
            <Button variant={onDeploy ? "default" : "filled"} onClick={() => onUse(repair.config)}>
              {t("repair.use")}
            </Button>
            {onDeploy && <Button onClick={() => onDeploy(repair.config)}>{t("repair.deploy")}</Button>}
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
