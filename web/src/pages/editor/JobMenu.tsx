/** The stage and the state of the job, and the way to the next ones; what is unsaved goes to the server first. */

import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { changeJob, jobQuery } from "@/api/tasks";
import { useBench } from "./bench";

const STAGES = ["annotation", "validation", "acceptance"] as const;
const STATES = ["new", "in progress", "completed", "rejected"] as const;
type Change = { stage?: (typeof STAGES)[number]; state?: (typeof STATES)[number] };

export function JobMenu() {
  const { t } = useTranslation();
  const { session } = useBench();
  const queries = useQueryClient();
  const { id } = session.assignment.job;
  const { data: job = session.assignment.job } = useQuery(jobQuery(id));
  const change = useMutation({
    mutationFn: async (wanted: Change) => {
      await session.saver.flush();
      return changeJob(id, wanted);
    },
    onSuccess: (changed) => queries.setQueryData(jobQuery(id).queryKey, changed),
    onError: (error) =>
      notifications.show({ color: "red", title: t("settings.job.failed"), message: asProblem(error).message }),
  });
  const stage = STAGES.find((name) => name === job.stage) ?? "annotation";
  const state = STATES.find((name) => name === job.state) ?? "new";
  const [stageWord, stateWord] = [t(`settings.job.${stage}`), t(`settings.job.${state}`)];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          loading={change.isPending}
          rightSection={<IconChevronDown size={13} />}
          aria-label={t("settings.job.menu", { stage: stageWord, state: stateWord })}
        >
          {stageWord} · {stateWord}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {state !== "completed" && (
          <Menu.Item onClick={() => change.mutate({ state: "completed" })}>{t("settings.job.done")}</Menu.Item>
        )}
        {stage === "annotation" && (
          <Menu.Item onClick={() => change.mutate({ stage: "validation", state: "new" })}>
            {t("settings.job.toValidation")}
          </Menu.Item>
        )}
        <Menu.Label>{t("settings.job.stage")}</Menu.Label>
        {STAGES.map((name) => (
          <Choice key={name} chosen={name === stage} onClick={() => change.mutate({ stage: name })}>
            {t(`settings.job.${name}`)}
          </Choice>
        ))}
        <Menu.Label>{t("settings.job.state")}</Menu.Label>
        {STATES.map((name) => (
          <Choice key={name} chosen={name === state} onClick={() => change.mutate({ state: name })}>
            {t(`settings.job.${name}`)}
          </Choice>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({ chosen, onClick, children }: { chosen: boolean; onClick(): void; children: string }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      onClick={onClick}
      leftSection={chosen ? <IconCheck size={14} /> : <span style={{ width: 14 }} />}
    >
      {children}
    </Menu.Item>
  );
}
