/** The bundle of the function: its texts can be changed and deployed as a new version. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BundleDraft, bundleQuery, deployBundle, functionsQuery } from "@/api/functions";
import type { Bundle } from "@/api/types";
import { bytes } from "@/model/quantity";
import { CodeEditor, languageOf } from "@/ui/CodeEditor";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { FileList } from "../functions/FileList";
import classes from "./CodeTab.module.css";

export function CodeTab({ name }: { name: string }) {
  const { t } = useTranslation();
  const bundle = useQuery(bundleQuery(name));
  if (bundle.isError) {
    return <ProblemNotice what={t("function.bundleFailed")} error={bundle.error} onRetry={() => bundle.refetch()} />;
  }
  return bundle.data ? <BundleForm name={name} bundle={bundle.data} /> : <RowSkeletons />;
}

const CONFIG = "function.yaml";

function BundleForm({ name, bundle }: { name: string; bundle: Bundle }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(CONFIG);
  const [changes, setChanges] = useState<Record<string, string>>({});
  const [added, setAdded] = useState<File[]>([]);
  const others = bundle.files.filter((file) => file.name !== CONFIG);
  const original = shown === CONFIG ? bundle.config : (others.find((file) => file.name === shown)?.text ?? null);
  const text = changes[shown] ?? original;
  const redeployment = useRedeployment(name);
  const changed = Object.keys(changes).length + added.length;
  const discard = () => {
    setChanges({});
    setAdded([]);
  };
  const deploy = () => {
    const texts = Object.entries(changes).filter(([file]) => file !== CONFIG);
    const files = [...texts.map(([file, content]) => new File([content], file, { type: "text/plain" })), ...added];
    const sent = new Set(files.map((file) => file.name));
    const keep = others.map((file) => file.name).filter((file) => !sent.has(file));
    redeployment.mutate({ draft: { config: changes[CONFIG] ?? bundle.config, code: "", files }, keep });
  };
  return (
    <Stack gap="md">
      <div className={classes.columns}>
        <Panel title={t("function.files")} flush>
          <ul className={classes.list}>
            <FileRow name={CONFIG} shown={shown} changed={CONFIG in changes} onShow={setShown} />
            {others.map((file) => (
              <FileRow
                key={file.name}
                name={file.name}
                size={file.size}
                shown={shown}
                changed={file.name in changes}
                onShow={setShown}
              />
            ))}
          </ul>
          <Stack gap="sm" p="sm">
            <FileDrop
              compact
              title={t("function.addFiles")}
              hint={t("function.addFilesHint")}
              onFiles={(files) => setAdded([...added, ...files])}
            />
            {added.length > 0 && (
              <FileList files={added} onRemove={(file) => setAdded(added.filter((known) => known !== file))} />
            )}
          </Stack>
        </Panel>
        <Panel title={<code>{shown}</code>} flush>
          {text === null ? (
            <Text c="dimmed" p="md">
              {t("function.binary")}
            </Text>
          ) : (
            <CodeEditor
              key={shown}
              label={shown}
              language={languageOf(shown)}
              height="max(360px, calc(100dvh - 330px))"
              value={text}
              onChange={(value) =>
                setChanges(({ [shown]: _, ...rest }) => (value === original ? rest : { ...rest, [shown]: value }))
              }
            />
          )}
        </Panel>
      </div>
      {redeployment.isError && <ProblemNotice what={t("function.redeployFailed")} error={redeployment.error} />}
      <Group justify="flex-end" gap="md">
        <Text c="dimmed">{t("function.changed", { count: changed })}</Text>
        <Button variant="default" disabled={changed === 0} onClick={discard}>
          {t("function.discard")}
        </Button>
        <Button leftSection={<IconRocket size={16} />} loading={redeployment.isPending} onClick={deploy}>
          {t("function.redeploy")}
        </Button>
      </Group>
    </Stack>
  );
}

function useRedeployment(name: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ draft, keep }: { draft: BundleDraft; keep: string[] }) => deployBundle(draft, { name, keep }),
    onSuccess: async (deployed) => {
      await queries.invalidateQueries({ queryKey: functionsQuery.queryKey });
      await navigate({ to: "/functions/$name", params: { name: deployed }, search: { tab: "build" } });
    },
  });
}

type RowProps = { name: string; size?: number; shown: string; changed: boolean; onShow(name: string): void };

function FileRow({ name, size, shown, changed, onShow }: RowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className={classes.file} aria-pressed={name === shown} onClick={() => onShow(name)}>
        <span className={classes.name}>{name}</span>
        <span className={classes.size}>{changed ? t("function.edited") : size === undefined ? "" : bytes(size)}</span>
      </button>
    </li>
  );
}
