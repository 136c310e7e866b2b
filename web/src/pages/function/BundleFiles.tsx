/** The files of a bundle: one of them is shown, more can be added. */

import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Bundle } from "@/api/types";
import { bytes } from "@/model/quantity";
import { type Changes, CONFIG } from "@/model/version";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import { FileList } from "../functions/FileList";
import classes from "./CodeTab.module.css";

type Props = {
  bundle: Bundle;
  changes: Changes;
  shown: string;
  onShow(name: string): void;
  onChange(changes: Changes): void;
};

export function BundleFiles({ bundle, changes, shown, onShow, onChange }: Props) {
  const { t } = useTranslation();
  const { texts, added } = changes;
  const rows = [{ name: CONFIG, size: undefined }, ...bundle.files];
  return (
    <Panel title={t("function.files")} flush>
      <ul className={classes.list}>
        {rows.map(({ name, size }) => (
          <FileRow key={name} name={name} size={size} shown={shown} changed={name in texts} onShow={onShow} />
        ))}
      </ul>
      <Stack gap="sm" p="sm">
        <FileDrop
          compact
          title={t("function.addFiles")}
          hint={t("function.addFilesHint")}
          onFiles={(files) => onChange({ ...changes, added: [...added, ...files] })}
        />
        {added.length > 0 && (
          <FileList
            files={added}
            onRemove={(file) => onChange({ ...changes, added: added.filter((known) => known !== file) })}
          />
        )}
      </Stack>
    </Panel>
  );
}

type RowProps = {
  name: string;
  size: number | undefined;
  shown: string;
  changed: boolean;
  onShow(name: string): void;
};

function FileRow({ name, size, shown, changed, onShow }: RowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className={classes.file} aria-pressed={name === shown} onClick={() => onShow(name)}>
        <span className={classes.name}>{name}</span>
        <span className={classes.size}>{changed ? t("function.edited") : size === undefined ? "" : bytes(size)}</span>
      </button>
    </li>
  );
}
