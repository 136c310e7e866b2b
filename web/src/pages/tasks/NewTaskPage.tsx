/** A new task: pictures, a name, labels. Stays on the page until the pictures are in, then goes to the task. */

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { bytes, percent } from "@/model/quantity";
import { totalBytes } from "@/model/upload";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { ProgressLine } from "@/ui/ProgressLine";
import { RouteAnchor, RouteButton } from "@/ui/RouteLink";
import { LabelEditor } from "./LabelEditor";
import classes from "./NewTaskPage.module.css";
import { PicturePicker } from "./PicturePicker";
import { type CreationStage, useTaskCreation } from "./useTaskCreation";
import { useTaskDraft } from "./useTaskDraft";

export function NewTaskPage() {
  const { t } = useTranslation();
  const draft = useTaskDraft();
  const creation = useNewTask();
  const busy = creation.stage !== null;
  const create = () => {
    const whole = draft.check();
    if (whole) creation.start(whole);
  };
  return (
    <Page narrow title={t("newTask.title")} parent={<RouteAnchor to="/tasks">{t("tasks.title")}</RouteAnchor>}>
      <form
        className={classes.columns}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Panel title={t("newTask.pictures")}>
          <PicturePicker {...draft.pictures} disabled={busy} />
        </Panel>
        <Stack gap="md">
          <Panel title={t("newTask.task")}>
            <TextInput
              label={t("newTask.name")}
              placeholder={t("newTask.namePlaceholder")}
              value={draft.name.value}
              disabled={busy}
              error={draft.name.missing && t("newTask.nameMissing")}
              onChange={(event) => draft.name.onChange(event.currentTarget.value)}
            />
          </Panel>
          <Panel title={t("newTask.labels")}>
            <LabelEditor {...draft.labels} disabled={busy} />
          </Panel>
        </Stack>
        <div className={classes.foot}>
          {creation.error !== null && <ProblemNotice what={t("newTask.failed")} error={creation.error} />}
          {creation.stage && <CreationProgress stage={creation.stage} total={totalBytes(draft.pictures.files)} />}
          <Group justify="flex-end" gap="sm" mt="sm">
            {busy ? (
              <Button variant="default" onClick={creation.cancel}>
                {t("common.cancel")}
              </Button>
            ) : (
              <RouteButton to="/tasks" variant="default">
                {t("common.cancel")}
              </RouteButton>
            )}
            <Button type="submit" loading={busy}>
              {t("newTask.create")}
            </Button>
          </Group>
        </div>
      </form>
    </Page>
  );
}

/** Creates the task and goes to its page. */
function useNewTask() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useTaskCreation(async (task) => {
    await queries.invalidateQueries({ queryKey: ["tasks"] });
    await navigate({ to: "/tasks/$task", params: { task } });
  });
}

function CreationProgress({ stage, total }: { stage: CreationStage; total: number }) {
  const { t } = useTranslation();
  const detail =
    stage.kind === "uploading"
      ? `${bytes(stage.sent)} / ${bytes(total)}`
      : stage.share === null
        ? ""
        : percent(stage.share);
  const share = stage.kind === "uploading" ? stage.sent / Math.max(1, total) : stage.share;
  return (
    <div aria-live="polite">
      <ProgressLine what={t(`newTask.${stage.kind}`)} share={share} detail={detail} />
      <Text size="xs" c="dimmed" mt={4}>
        {t("newTask.stay")}
      </Text>
    </div>
  );
}
