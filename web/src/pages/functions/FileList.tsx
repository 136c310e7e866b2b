/** The files that lie beside the code of a function. */

import { ActionIcon, Text } from "@mantine/core";
import { IconFile, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "@/model/quantity";
import classes from "./FileList.module.css";

export function FileList({ files, onRemove }: { files: readonly File[]; onRemove?: (file: File) => void }) {
  const { t } = useTranslation();
  if (files.length === 0) {
    return (
      <Text c="dimmed" size="xs">
        {t("newFunction.noFiles")}
      </Text>
    );
  }
  return (
    <ul className={classes.list} aria-label={t("newFunction.files")}>
      {files.map((file) => (
        <li key={file.name}>
          <IconFile size={15} aria-hidden />
          <span className={classes.name}>{file.name}</span>
          <span className={classes.size}>{bytes(file.size)}</span>
          {onRemove && (
            <ActionIcon
              size={22}
              aria-label={t("newFunction.removeFile", { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
