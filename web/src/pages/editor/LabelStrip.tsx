/** The labels with their keys and how many objects of each are on the frame; each can be hidden. */

import { ActionIcon } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { putLabel } from "@/actions/objects";
import { solo } from "@/actions/visibility";
import type { Label } from "@/api/types";
import { digitOf, digitsOf } from "@/model/digits";
import { labelOf } from "@/model/item";
import { toggled } from "@/model/visibility";
import { LabelName } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import { DigitMenu } from "./DigitMenu";
import classes from "./ObjectList.module.css";
import { usePreference } from "./usePreferences";

export function LabelStrip() {
  const { t } = useTranslation();
  const bench = useBench();
  const { labels, task } = bench.session.assignment;
  const current = useEditor((state) => state.label);
  const hiddenLabels = useEditor((state) => state.hiddenLabels);
  const document = useEditor((state) => state.documents.get(state.frame));
  const digits = usePreference((preferences) => digitsOf(preferences, task));
  const counts = new Map<number, number>();
  for (const item of document?.items.values() ?? []) {
    if (item.role !== "kept") counts.set(labelOf(item), (counts.get(labelOf(item)) ?? 0) + 1);
  }
  return (
    <section className={classes.labels}>
      <h2 className={classes.head}>{t("editor.labels")}</h2>
      <ul>
        {labels.map((label, at) => (
          <LabelRow
            key={label.id}
            label={label}
            digit={digitOf(label.id, at, digits)}
            count={counts.get(label.id) ?? 0}
            hidden={hiddenLabels.has(label.id)}
            chosen={label.id === current}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { label: Label; digit: number | null; count: number; hidden: boolean; chosen: boolean };

/** There may be a hundred, and each change of the frame changes the number of one or two. */
const LabelRow = memo(function LabelRow({ label, digit, count, hidden, chosen }: RowProps) {
  const { t } = useTranslation();
  const bench = useBench();
  const { store } = bench.session;
  const toggle = () => store.setState(({ hiddenLabels }) => ({ hiddenLabels: toggled(hiddenLabels, [label.id]) }));
  return (
    <li className={classes.label} data-hidden={hidden || undefined}>
      <button type="button" className={classes.choose} aria-pressed={chosen} onClick={() => putLabel(bench, label)}>
        {digit ? <kbd>{digit}</kbd> : <span />}
        <LabelName color={label.color}>{label.name}</LabelName>
        <span className={classes.number}>{count}</span>
      </button>
      <DigitMenu label={label} />
      <ActionIcon
        size={22}
        aria-label={t(hidden ? "editor.show" : "editor.hide", { name: label.name })}
        aria-pressed={hidden}
        title={t("editor.soloHint")}
        onClick={(event) => (event.altKey ? solo(bench, label.id) : toggle())}
      >
        {hidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </ActionIcon>
    </li>
  );
});
