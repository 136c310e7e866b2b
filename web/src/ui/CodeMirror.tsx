/** CodeMirror as a controlled component. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
  type ViewUpdate,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { CodeEditorProps, Language } from "./CodeEditor";
import classes from "./CodeMirror.module.css";
import { codeColors } from "./codeColors";

const LANGUAGES: Record<Language, () => Extension[]> = {
  yaml: () => [yaml(), indentUnit.of("  ")],
  python: () => [python(), indentUnit.of("    ")],
  text: () => [],
};

/** Marks a change that comes from outside and is not to be told there again. */
const fromOutside = Annotation.define<boolean>();

const isTyped = (update: ViewUpdate): boolean =>
  update.docChanged && !update.transactions.some((transaction) => transaction.annotation(fromOutside));

function extensions({ label, language, placeholder: hint = "" }: CodeEditorProps, changed: (text: string) => void) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    syntaxHighlighting(codeColors),
    placeholder(hint),
    // Escape first, then Tab, leaves the editor by keyboard, as CodeMirror documents.
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    EditorView.updateListener.of((update) => isTyped(update) && changed(update.state.doc.toString())),
    LANGUAGES[language](),
  ];
}

export default function CodeMirror(props: CodeEditorProps) {
  const { value, onChange, height = 280 } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  changed.current = onChange;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; its text follows below
  useEffect(() => {
    if (!host.current) return;
    const readOnly = [EditorState.readOnly.of(!onChange), EditorView.editable.of(Boolean(onChange))];
    const state = EditorState.create({
      doc: value,
      extensions: [extensions(props, (text) => changed.current?.(text)), readOnly],
    });
    const made = new EditorView({ state, parent: host.current });
    view.current = made;
    return () => made.destroy();
  }, [props.language]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    const changes = { from: 0, to: editor.state.doc.length, insert: value };
    editor.dispatch({ changes, annotations: fromOutside.of(true) });
  }, [value]);

  return <div ref={host} className={classes.editor} style={{ height }} data-readonly={!onChange || undefined} />;
}
