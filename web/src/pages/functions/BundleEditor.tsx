/** Configuration, code and files of a function, to be pasted, written or dropped. */

import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Draft, withFiles } from "@/model/bundle";
import { handlerFileIn } from "@/model/configuration";
import { TEMPLATE_CODE, TEMPLATE_CONFIG, TEMPLATE_REQUIREMENTS } from "@/model/template";
import { CodeEditor } from "@/ui/CodeEditor";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import classes from "./BundleEditor.module.css";
import { FileList } from "./FileList";

type Props = { draft: Draft; onChange(draft: Draft): void };

const EDITOR_HEIGHT = "clamp(260px, calc(100dvh - 420px), 720px)";

const template = (): Draft => ({
  config: TEMPLATE_CONFIG,
  code: TEMPLATE_CODE,
  files: [new File([TEMPLATE_REQUIREMENTS], "requirements.txt", { type: "text/plain" })],
});

export function BundleEditor({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const take = async (added: File[]) => onChange(await withFiles(draft, added));
  const isEmpty = !draft.config && !draft.code && draft.files.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere here; the buttons do the same
    <div
      className={classes.columns}
      onDragOver={(event) => event.preventDefault()}
      onDropCapture={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        void take([...event.dataTransfer.files]);
      }}
    >
      <Panel
        title={t("newFunction.config")}
        flush
        aside={
          <Group gap={6} wrap="nowrap">
            {isEmpty && (
              <Button size="compact-sm" variant="subtle" onClick={() => onChange(template())}>
                {t("newFunction.template")}
              </Button>
            )}
            <OpenFile
              label={t("newFunction.openConfig")}
              accept=".yaml,.yml"
              onFile={async (file) => onChange({ ...draft, config: await file.text() })}
            />
          </Group>
        }
      >
        <CodeEditor
          label={t("newFunction.config")}
          language="yaml"
          height={EDITOR_HEIGHT}
          placeholder={t("newFunction.configPlaceholder")}
          value={draft.config}
          onChange={(config) => onChange({ ...draft, config })}
        />
      </Panel>
      <Panel
        title={t("newFunction.code")}
        note={
          <Text c="dimmed" ff="monospace" size="xs">
            {handlerFileIn(draft.config)}
          </Text>
        }
        flush
        aside={
          <OpenFile
            label={t("newFunction.openCode")}
            accept=".py"
            onFile={async (file) => onChange({ ...draft, code: await file.text() })}
          />
        }
      >
        <CodeEditor
          label={t("newFunction.code")}
          language="python"
          height={EDITOR_HEIGHT}
          placeholder={t("newFunction.codePlaceholder")}
          value={draft.code}
          onChange={(code) => onChange({ ...draft, code })}
        />
      </Panel>
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
    </div>
  );
}

function OpenFile({ label, accept, onFile }: { label: string; accept: string; onFile(file: File): void }) {
  const { t } = useTranslation();
  return (
    <FileButton accept={accept} onChange={(file) => file && onFile(file)} inputProps={{ "aria-label": label }}>
      {(props) => (
        <Button
          {...props}
          size="compact-sm"
          variant="default"
          leftSection={<IconFolderOpen size={14} />}
          aria-label={label}
        >
          {t("newFunction.open")}
        </Button>
      )}
    </FileButton>
  );
}
