/** The bundle of the function: its texts can be changed and deployed as a new version. */

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bundleQuery, deployBundle, functionsQuery } from "@/api/functions";
import type { Bundle } from "@/api/types";
import { type Changes, CONFIG, changeCount, NO_CHANGES, nextVersion, originalText, withText } from "@/model/version";
import { CodeEditor, languageOf } from "@/ui/CodeEditor";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { ConfigCheck } from "../functions/ConfigCheck";
import { useRepair } from "../functions/useRepair";
import { BundleFiles } from "./BundleFiles";
import classes from "./CodeTab.module.css";

const EDITOR_HEIGHT = "max(360px, calc(100dvh - 330px))";

export function CodeTab({ name }: { name: string }) {
  const { t } = useTranslation();
  const bundle = useQuery(bundleQuery(name));
  if (bundle.isError) {
    return <ProblemNotice what={t("function.bundleFailed")} error={bundle.error} onRetry={() => bundle.refetch()} />;
  }
  return bundle.data ? <BundleForm name={name} bundle={bundle.data} /> : <RowSkeletons />;
}

function BundleForm({ name, bundle }: { name: string; bundle: Bundle }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(CONFIG);
  const [changes, setChanges] = useState<Changes>(NO_CHANGES);
  const redeployment = useRedeployment(name, bundle);
  const repair = useRepair((config) => setChanges((old) => withText(old, bundle, CONFIG, config)));
  const config = changes.texts[CONFIG];
  const deploy = () => {
    if (config === undefined) return redeployment.mutate(changes);
    void repair.checked(config, (text) => redeployment.mutate(withText(changes, bundle, CONFIG, text)));
  };
  const count = changeCount(changes);
  return (
    <Stack gap="md">
      <div className={classes.columns}>
        <BundleFiles bundle={bundle} changes={changes} shown={shown} onShow={setShown} onChange={setChanges} />
        <Panel title={<code>{shown}</code>} flush>
          <FileText
            key={shown}
            name={shown}
            text={changes.texts[shown] ?? originalText(bundle, shown)}
            onChange={(text) => setChanges((old) => withText(old, bundle, shown, text))}
          />
          {shown === CONFIG && config !== undefined && <ConfigCheck config={config} onShow={repair.show} />}
        </Panel>
      </div>
      {redeployment.isError && <ProblemNotice what={t("function.redeployFailed")} error={redeployment.error} />}
      <Group justify="flex-end" gap="md">
        <Text c="dimmed">{t("function.changed", { count })}</Text>
        <Button variant="default" disabled={count === 0} onClick={() => setChanges(NO_CHANGES)}>
          {t("function.discard")}
        </Button>
        <Button leftSection={<IconRocket size={16} />} loading={redeployment.isPending} onClick={deploy}>
          {t("function.redeploy")}
        </Button>
      </Group>
      {repair.dialog}
    </Stack>
  );
}

function useRedeployment(name: string, bundle: Bundle) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (changes: Changes) => {
      const { draft, keep } = nextVersion(bundle, changes);
      return deployBundle(draft, { name, keep });
    },
    onSuccess: async (deployed) => {
      await queries.invalidateQueries({ queryKey: functionsQuery.queryKey });
      await navigate({ to: "/functions/$name", params: { name: deployed }, search: { tab: "build" } });
    },
  });
}

function FileText({ name, text, onChange }: { name: string; text: string | null; onChange(text: string): void }) {
  const { t } = useTranslation();
  if (text === null) {
    return (
      <Text c="dimmed" p="md">
        {t("function.binary")}
      </Text>
    );
  }
  return (
    <CodeEditor label={name} language={languageOf(name)} height={EDITOR_HEIGHT} value={text} onChange={onChange} />
  );
}
