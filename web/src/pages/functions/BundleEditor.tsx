/** Configuration, code and files of a function, to be pasted, written or dropped. */

import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Repair } from "@/api/types";
import { type Draft, withFiles } from "@/model/bundle";
import { handlerFileIn } from "@/model/configuration";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import classes from "./BundleEditor.module.css";
import { ConfigCheck } from "./ConfigCheck";
import { FileList } from "./FileList";
import { TemplateMenu } from "./TemplateMenu";
import { TextPanel } from "./TextPanel";

type Props = { draft: Draft; onChange(draft: Draft): void; onRepair(repair: Repair): void };

export function BundleEditor({ draft, onChange, onRepair }: Props) {
  const { t } = useTranslation();
  const take = async (added: File[]) => onChange(await withFiles(draft, added));
  const isEmpty = !draft.config && !draft.code && draft.files.length === 0;
  return (
    <DropArea onFiles={take}>
      <TextPanel
        title={t("newFunction.config")}
        open={t("newFunction.openConfig")}
        hint={t("newFunction.configPlaceholder")}
        language="yaml"
        accept=".yaml,.yml"
        text={draft.config}
        onChange={(config) => onChange({ ...draft, config })}
        foot={<ConfigCheck config={draft.config} onShow={onRepair} />}
        aside={isEmpty && <TemplateMenu onChoose={onChange} />}
      />
      <TextPanel
        title={t("newFunction.code")}
        open={t("newFunction.openCode")}
        hint={t("newFunction.codePlaceholder")}
        language="python"
        accept=".py"
        text={draft.code}
        onChange={(code) => onChange({ ...draft, code })}
        note={
          <Text c="dimmed" ff="monospace" size="xs">
            {handlerFileIn(draft.config)}
          </Text>
        }
      />
      <div className={classes.wide}>
        <Panel title={t("newFunction.files")}>
          <div className={classes.files}>
            <FileDrop compact title={t("newFunction.addFiles")} hint={t("newFunction.filesHint")} onFiles={take} />
            <FileList
              files={draft.files}
              onRemove={(file) => onChange({ ...draft, files: draft.files.filter((known) => known !== file) })}
            />
          </div>
        </Panel>
      </div>
    </DropArea>
  );
}

/** Takes files wherever they are dropped, before an editor writes their text where the pointer is. */
function DropArea({ onFiles, children }: { onFiles(files: File[]): void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons within do the same
    <div
      className={classes.columns}
      onDragOver={(event) => event.preventDefault()}
      onDropCapture={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}
