/** A new task: pictures, a name, labels. Stays on the page until the pictures are in, then goes to the task. */

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { doubled, type LabelDraft, namedLabels, newDraft } from "@/model/labels";
import { bytes, percent } from "@/model/quantity";
import { addFiles, type SourceFile, totalBytes } from "@/model/upload";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { ProgressLine } from "@/ui/ProgressLine";
import { RouteAnchor, RouteButton } from "@/ui/RouteLink";
import { LabelEditor } from "./LabelEditor";
import classes from "./NewTaskPage.module.css";
import { PicturePicker } from "./PicturePicker";
import { type CreationStage, useTaskCreation } from "./useTaskCreation";

export function NewTaskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [files, setFiles] = useState<SourceFile[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [labels, setLabels] = useState<LabelDraft[]>(() => [newDraft([])]);
  const [missing, setMissing] = useState(false);
  const creation = useTaskCreation(async (task) => {
    await queries.invalidateQueries({ queryKey: ["tasks"] });
    await navigate({ to: "/tasks/$task", params: { task } });
  });
  const busy = creation.stage !== null;
  const named = namedLabels(labels);
  const ready = name.trim() !== "" && files.length > 0 && named.length > 0 && doubled(labels).size === 0;

  const take = (added: File[]) => {
    const result = addFiles(files, added);
    setFiles(result.files);
    setRefused(result.refused);
  };
  const create = () => {
    setMissing(!ready);
    if (ready) creation.start({ name: name.trim(), labels: named, files });
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
          <PicturePicker
            files={files}
            refused={refused}
            disabled={busy}
            missing={missing && files.length === 0}
            onAdd={take}
            onClear={() => setFiles([])}
          />
        </Panel>
        <Stack gap="md">
          <Panel title={t("newTask.task")}>
            <TextInput
              label={t("newTask.name")}
              placeholder={t("newTask.namePlaceholder")}
              value={name}
              disabled={busy}
              error={missing && !name.trim() && t("newTask.nameMissing")}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </Panel>
          <Panel title={t("newTask.labels")}>
            <LabelEditor labels={labels} disabled={busy} missing={missing && named.length === 0} onChange={setLabels} />
          </Panel>
        </Stack>
        <div className={classes.foot}>
          {creation.error !== null && <ProblemNotice what={t("newTask.failed")} error={creation.error} />}
          {creation.stage && <CreationProgress stage={creation.stage} total={totalBytes(files)} />}
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
