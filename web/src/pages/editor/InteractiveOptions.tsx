/** Which function the interactive tool asks, what it draws, and what it still needs to be shown. */

import { SegmentedControl, Select, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chooseForm, chooseInteractor, findInteractor } from "@/actions/interactors";
import type { Model } from "@/api/types";
import { FORMS, type Form } from "@/model/answer";
import { isReady } from "@/model/detectors";
import { missingIn, needsOf } from "@/model/prompts";
import { RouteAnchor } from "@/ui/RouteLink";
import { StatusBadge } from "@/ui/StatusBadge";
import { useBench, useEditor } from "./bench";
import classes from "./ToolOptions.module.css";
import { useKeyHint } from "./usePreferences";

export function InteractiveOptions() {
  const bench = useBench();
  const { models, model } = useEditor((state) => state.interaction);
  useEffect(() => void findInteractor(bench), [bench]);
  if (!models) return null;
  return model ? <Chosen models={models} model={model} /> : <None />;
}

function None() {
  const { t } = useTranslation();
  return (
    <Text size="xs" className={classes.row}>
      {t("editorTools.interactive.none")}{" "}
      <RouteAnchor to="/functions/new" size="xs">
        {t("editorTools.interactive.make")}
      </RouteAnchor>
    </Text>
  );
}

function Chosen({ models, model }: { models: readonly Model[]; model: Model }) {
  const { t } = useTranslation();
  const bench = useBench();
  const as = useEditor((state) => state.interaction.as);
  const choose = (id: string | null) => {
    const other = models.find((each) => each.id === id);
    if (other) chooseInteractor(bench, other);
  };
  return (
    <>
      <div className={classes.row}>
        <Select
          size="xs"
          w={200}
          aria-label={t("editorTools.interactive.function")}
          data={models.map(({ id, name }) => ({ value: id, label: name }))}
          value={model.id}
          onChange={choose}
        />
        {!isReady(model) && <StatusBadge state={model.state} />}
        <SegmentedControl
          size="xs"
          aria-label={t("editorTools.interactive.form")}
          value={as}
          onChange={(form) => chooseForm(bench, form as Form)}
          data={FORMS.map((form) => ({ value: form, label: t(`editorTools.interactive.${form}`) }))}
        />
      </div>
      <Hint model={model} />
    </>
  );
}

/** What the function says of itself until something is begun, then what is still missing. */
function Hint({ model }: { model: Model }) {
  const { t } = useTranslation();
  const prompts = useEditor((state) => state.interaction.prompts);
  const key = useKeyHint("interactive");
  const needs = needsOf(model);
  const missing = missingIn(prompts, needs);
  const first = needs.box === "first" || prompts.length > 0 || (missing?.count ?? 0) > 1;
  const said = !missing
    ? t(`editorTools.interactive.${needs.takesNegative ? "moreNegative" : "more"}`, { key })
    : first
      ? t(`editorTools.interactive.missing.${missing.kind}`, { count: missing.count })
      : t(`editorTools.interactive.${needs.box === "may" ? "beginBox" : "begin"}`);
  return (
    <Text size="xs" c="dimmed" role="status">
      {said}
      {prompts.length === 0 && model.help_message && ` ${model.help_message}`}
    </Text>
  );
}
