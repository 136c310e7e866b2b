/** One of the detectors, each with its state and how many of its labels the task has; the fitting ones come first. */

import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Model } from "@/api/types";
import { type Fit, isReady } from "@/model/detectors";
import classes from "./DetectorSelect.module.css";
import { StatusBadge } from "./StatusBadge";

type Props = { fits: readonly Fit[]; chosen: Model | undefined; onChange(id: string): void };

export function DetectorSelect({ fits, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const found = new Map(fits.map((fit) => [fit.model.id, fit]));
  return (
    <Select
      label={t("annotate.function")}
      description={chosen?.description || undefined}
      data={fits.map(({ model }) => ({
        value: model.id,
        label: isReady(model) ? model.name : t("annotate.notReady", { name: model.name }),
      }))}
      value={chosen?.id ?? null}
      error={chosen && !isReady(chosen) && t("annotate.notReadyText")}
      onChange={(value) => value && onChange(value)}
      renderOption={({ option }) => <FitOption fit={found.get(option.value)} />}
      data-autofocus
    />
  );
}

function FitOption({ fit }: { fit: Fit | undefined }) {
  const { t } = useTranslation();
  if (!fit) return null;
  const { model, mapped, known } = fit;
  return (
    <div className={classes.option}>
      <span className={classes.name}>{model.name}</span>
      <StatusBadge state={model.state ?? "ready"} />
      <span className={classes.fit}>
        {known === 0 ? t("mapping.noModelLabels") : t("annotate.mapped", { mapped, count: known })}
      </span>
    </div>
  );
}
