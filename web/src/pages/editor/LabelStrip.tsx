/** The labels with their keys and how many objects of each are on the frame; each can be hidden. */

import { ActionIcon } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { putLabel } from "@/actions/objects";
import { solo } from "@/actions/visibility";
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
  const toggle = (id: number) => bench.session.store.setState({ hiddenLabels: toggled(hiddenLabels, [id]) });
  return (
    <section className={classes.labels}>
      <h2 className={classes.head}>{t("editor.labels")}</h2>
      <ul>
        {labels.map((label, at) => {
          const hidden = hiddenLabels.has(label.id);
          return (
            <li key={label.id} className={classes.label} data-hidden={hidden || undefined}>
              <button
                type="button"
                className={classes.choose}
                aria-pressed={label.id === current}
                onClick={() => putLabel(bench, label)}
              >
                {digitOf(label.id, at, digits) ? <kbd>{digitOf(label.id, at, digits)}</kbd> : <span />}
                <LabelName color={label.color}>{label.name}</LabelName>
                <span className={classes.number}>{counts.get(label.id) ?? 0}</span>
              </button>
              <DigitMenu label={label} />
              <ActionIcon
                size={22}
                aria-label={t(hidden ? "editor.show" : "editor.hide", { name: label.name })}
                aria-pressed={hidden}
                title={t("editor.soloHint")}
                onClick={(event) => (event.altKey ? solo(bench, label.id) : toggle(label.id))}
              >
                {hidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
