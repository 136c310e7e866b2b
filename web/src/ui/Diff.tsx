/** A unified diff: both line numbers, a sign, the text; signs and colours say the same. */

import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DiffKind, diffLines } from "@/model/diff";
import classes from "./Diff.module.css";

const SIGNS: Record<DiffKind, string> = { same: "", added: "+", removed: "−", gap: "" };

export function Diff({ label, diff }: { label: string; diff: string }) {
  const { t } = useTranslation();
  const lines = useMemo(() => diffLines(diff), [diff]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.diff} aria-label={label} tabIndex={0}>
      {lines.map(({ kind, text, before, after }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a diff never move
        <div key={at} className={classes.line} data-kind={kind}>
          <span className={classes.number}>{before}</span>
          <span className={classes.number}>{after}</span>
          <span className={classes.sign} aria-hidden>
            {kind === "gap" ? "⋯" : SIGNS[kind]}
          </span>
          <span className={classes.text}>
            {(kind === "added" || kind === "removed") && <VisuallyHidden>{t(`diff.${kind}`)} </VisuallyHidden>}
            {text}
          </span>
        </div>
      ))}
    </section>
  );
}
