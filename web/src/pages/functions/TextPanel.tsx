/** A text of a bundle in the code editor; a file can be opened in its place. */

import { Button, FileButton, Group } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CodeEditor, type Language } from "@/ui/CodeEditor";
import { Panel } from "@/ui/Panel";

const HEIGHT = "clamp(260px, calc(100dvh - 420px), 720px)";

type Props = {
  title: string;
  /** What the button that opens a file says to those who do not see it. */
  open: string;
  hint: string;
  language: Language;
  accept: string;
  text: string;
  onChange(text: string): void;
  note?: ReactNode;
  aside?: ReactNode;
  foot?: ReactNode;
};

export function TextPanel({ title, open, hint, language, accept, text, onChange, note, aside, foot }: Props) {
  const { t } = useTranslation();
  const buttons = (
    <Group gap={6} wrap="nowrap">
      {aside}
      <FileButton
        accept={accept}
        inputProps={{ "aria-label": open }}
        onChange={async (file) => file && onChange(await file.text())}
      >
        {(props) => (
          <Button
            {...props}
            size="compact-sm"
            variant="default"
            leftSection={<IconFolderOpen size={14} />}
            title={open}
          >
            {t("newFunction.open")}
          </Button>
        )}
      </FileButton>
    </Group>
  );
  return (
    <Panel title={title} note={note} aside={buttons} flush>
      <CodeEditor
        label={title}
        language={language}
        height={HEIGHT}
        placeholder={hint}
        value={text}
        onChange={onChange}
      />
      {foot}
    </Panel>
  );
}
