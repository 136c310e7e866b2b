/** A threshold of its own for each class that predictions of the frame, or a threshold, are of. */

import { ActionIcon, Text } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Label } from "@/api/types";
import { type Item, labelOf } from "@/model/item";
import { LabelName } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import { ThresholdSlider } from "./ConfidenceSlider";
import classes from "./Review.module.css";

export function ClassThresholds({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const { labels } = useBench().session.assignment;
  const thresholds = useEditor((state) => state.thresholds);
  const found = new Set([...items.map(labelOf), ...thresholds.keys()]);
  return (
    <details className={classes.perClass}>
      <summary>
        {t("review.perClass")}
        {thresholds.size > 0 && <span className={classes.badge}>{thresholds.size}</span>}
      </summary>
      <ul>
        {labels
          .filter(({ id }) => found.has(id))
          .map((label) => (
            <ClassThreshold key={label.id} label={label} />
          ))}
      </ul>
    </details>
  );
}

function ClassThreshold({ label }: { label: Label }) {
  const { t } = useTranslation();
  const { session } = useBench();
  const own = useEditor((state) => state.thresholds.get(label.id));
  const all = useEditor((state) => state.threshold ?? state.ranAt);
  return (
    <li>
      <LabelName color={label.color}>{label.name}</LabelName>
      <ThresholdSlider
        label={t("review.ofClass", { name: label.name })}
        value={own ?? all}
        onChange={(value) => session.limit(value, label.id)}
      />
      <Text size="xs" c="dimmed" className="numbers">
        {own === undefined ? t("review.sameForAll") : own.toFixed(2)}
      </Text>
      <ActionIcon
        size={20}
        disabled={own === undefined}
        aria-label={t("review.ownReset", { name: label.name })}
        onClick={() => session.limit(null, label.id)}
      >
        <IconRestore size={14} />
      </ActionIcon>
    </li>
  );
}
