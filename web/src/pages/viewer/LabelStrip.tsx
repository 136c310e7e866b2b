/** The labels with their keys and how many objects of each are on the frame; each can be hidden. */

import { ActionIcon } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Label, Shape } from "@/api/types";
import { useSelection } from "@/state/selection";
import { LabelName } from "@/ui/LabelName";
import classes from "./ObjectList.module.css";

const KEYED = 9;

export function LabelStrip({ labels, shapes }: { labels: readonly Label[]; shapes: readonly Shape[] }) {
  const { t } = useTranslation();
  const { hiddenLabels, toggleLabel } = useSelection();
  const counts = new Map<number, number>();
  for (const { label_id } of shapes) counts.set(label_id, (counts.get(label_id) ?? 0) + 1);
  return (
    <section className={classes.labels}>
      <h2 className={classes.head}>{t("viewer.labels")}</h2>
      <ul>
        {labels.map((label, at) => {
          const hidden = hiddenLabels.has(label.id);
          return (
            <li key={label.id} className={classes.label} data-hidden={hidden || undefined}>
              {at < KEYED ? <kbd>{at + 1}</kbd> : <span />}
              <LabelName color={label.color}>{label.name}</LabelName>
              <span className={classes.number}>{counts.get(label.id) ?? 0}</span>
              <ActionIcon
                size={22}
                aria-label={t(hidden ? "viewer.show" : "viewer.hide", { name: label.name })}
                aria-pressed={hidden}
                onClick={() => toggleLabel(label.id)}
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
