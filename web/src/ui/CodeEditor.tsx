/** The code editor; its library comes only when a page shows it. */

import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

const Editor = lazy(() => import("./CodeMirror"));

export type Language = "yaml" | "python" | "text";

export type CodeEditorProps = {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  language: Language;
  height?: string | number;
  placeholder?: string;
};

export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height ?? 280} />}>
      <Editor {...props} />
    </Suspense>
  );
}

export function languageOf(fileName: string): Language {
  if (/\.ya?ml$/i.test(fileName)) return "yaml";
  return /\.py$/i.test(fileName) ? "python" : "text";
}
