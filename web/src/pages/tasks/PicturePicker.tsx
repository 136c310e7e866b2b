/** The pictures of a new task: the field to drop them on and the list of what was taken. */

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconFileZip, IconPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "@/model/quantity";
import { type SourceFile, totalBytes } from "@/model/upload";
import { FileDrop } from "@/ui/FileDrop";
import classes from "./PicturePicker.module.css";

const SHOWN = 200;

type Props = {
  files: SourceFile[];
  refused: string[];
  disabled: boolean;
  missing: boolean;
  onAdd(files: File[]): void;
  onClear(): void;
};

export function PicturePicker({ files, refused, disabled, missing, onAdd, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <FileDrop title={t("newTask.drop")} hint={t("newTask.dropHint")} folders disabled={disabled} onFiles={onAdd} />
      {missing && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t("newTask.picturesMissing")}
        </Text>
      )}
      {refused.length > 0 && (
        <Alert color="yellow" role="alert" title={t("newTask.refused", { count: refused.length })}>
          {refused.slice(0, 5).join(", ")}
          {refused.length > 5 && " …"}
        </Alert>
      )}
      {files.length > 0 && (
        <>
          <Group justify="space-between">
            <Text className="numbers">
              {t("newTask.chosen", { count: files.length })} · {bytes(totalBytes(files))}
            </Text>
            <Button variant="subtle" color="gray" disabled={disabled} onClick={onClear}>
              {t("newTask.clear")}
            </Button>
          </Group>
          <ul className={classes.list} aria-label={t("newTask.pictures")}>
            {files.slice(0, SHOWN).map(({ path, file }) => (
              <li key={path}>
                {path.toLowerCase().endsWith(".zip") ? <IconFileZip size={14} /> : <IconPhoto size={14} />}
                <span className={classes.path}>{path}</span>
                <span className={classes.size}>{bytes(file.size)}</span>
              </li>
            ))}
            {files.length > SHOWN && <li>{t("newTask.more", { count: files.length - SHOWN })}</li>}
          </ul>
        </>
      )}
    </Stack>
  );
}
