/** A field that files and folders are dropped on or chosen with. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./FileDrop.module.css";

type Props = {
  title: string;
  hint: string;
  onFiles(files: File[]): void;
  multiple?: boolean;
  /** Offers to choose a whole folder as well. */
  folders?: boolean;
  disabled?: boolean;
  compact?: boolean;
  accept?: string[];
};

export function FileDrop({ title, hint, onFiles, multiple = true, folders, disabled, compact, accept }: Props) {
  const { t } = useTranslation();
  const open = useRef<() => void>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <Dropzone
      onDrop={onFiles}
      onReject={(rejections) => onFiles(rejections.map(({ file }) => file))}
      openRef={open}
      multiple={multiple}
      disabled={disabled}
      accept={accept}
      activateOnClick={false}
      className={classes.drop}
      data-compact={compact || undefined}
      inputProps={{ "aria-label": title }}
    >
      <Stack align="center" gap={compact ? 4 : 8} justify="center">
        <IconUpload size={compact ? 18 : 26} stroke={1.5} aria-hidden className={classes.icon} />
        <Text fw={600}>{title}</Text>
        <Text c="dimmed" size="xs" ta="center">
          {hint}
        </Text>
        <Group gap="sm" mt={4} className={classes.buttons}>
          <Button variant="default" disabled={disabled} onClick={() => open.current?.()}>
            {multiple ? t("files.choose") : t("files.chooseOne")}
          </Button>
          {folders && (
            <Button variant="default" disabled={disabled} onClick={() => folder.current?.click()}>
              {t("files.chooseFolder")}
            </Button>
          )}
        </Group>
      </Stack>
      {folders && (
        <input
          ref={folder}
          type="file"
          hidden
          multiple
          {...{ webkitdirectory: "" }}
          aria-label={t("files.chooseFolder")}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      )}
    </Dropzone>
  );
}
