/** One version: what changed in its files against another, and the button that makes it the newest again. */

import { Button, Group, Select, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { functionsQuery } from "@/api/functions";
import { changesQuery, rollBack } from "@/api/functionVersions";
import type { FileChange, FunctionVersion } from "@/api/types";
import { Diff } from "@/ui/Diff";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import classes from "./VersionsTab.module.css";

type Props = { name: string; version: FunctionVersion; versions: readonly FunctionVersion[] };

export function VersionPanel({ name, version: { number }, versions }: Props) {
  const { t } = useTranslation();
  const others = versions.map((each) => each.number).filter((each) => each !== number);
  const [since, setSince] = useState<number | null>(others.find((each) => each < number) ?? null);
  const back = useRollback(name);
  return (
    <Panel
      flush
      title={t("versions.version", { number })}
      aside={
        <Group gap="sm" wrap="nowrap">
          {others.length > 0 && (
            <Select
              w={190}
              aria-label={t("versions.compare")}
              placeholder={t("versions.compare")}
              data={others.map((each) => ({ value: `${each}`, label: t("versions.since", { number: each }) }))}
              value={since === null ? null : `${since}`}
              onChange={(value) => setSince(value === null ? null : Number(value))}
            />
          )}
          {number !== versions[0]?.number && (
            <Button
              leftSection={<IconArrowBackUp size={15} />}
              loading={back.isPending}
              onClick={() => back.mutate(number)}
            >
              {t("versions.rollBack")}
            </Button>
          )}
        </Group>
      }
    >
      {back.isError && <ProblemNotice what={t("versions.rollBackFailed")} error={back.error} />}
      {since === null ? (
        <Text c="dimmed" p="md">
          {t("versions.first")}
        </Text>
      ) : (
        <Changes name={name} number={number} since={since} />
      )}
    </Panel>
  );
}

function Changes({ name, number, since }: { name: string; number: number; since: number }) {
  const { t } = useTranslation();
  const changes = useQuery(changesQuery(name, number, since));
  if (changes.isError) return <ProblemNotice what={t("versions.changesFailed")} error={changes.error} />;
  if (!changes.data) return <RowSkeletons />;
  if (changes.data.length === 0) {
    return (
      <Text c="dimmed" p="md">
        {t("versions.same", { number: since })}
      </Text>
    );
  }
  return changes.data.map((change) => <ChangedFile key={change.name} change={change} />);
}

function ChangedFile({ change: { name, change, diff } }: { change: FileChange }) {
  const { t } = useTranslation();
  return (
    <div className={classes.change}>
      <div className={classes.file}>
        <code>{name}</code>
        <span className={classes.kind}>
          {t([`versions.change.${change as "changed"}`])}
          {change === "changed" && !diff && ` · ${t("versions.noText")}`}
        </span>
      </div>
      {diff && <Diff label={name} diff={diff} />}
    </div>
  );
}

function useRollback(name: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (number: number) => rollBack(name, number),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: functionsQuery.queryKey });
      await navigate({ to: "/functions/$name", params: { name }, search: { tab: "build" } });
    },
  });
}
