/** A new function: from a configuration and code, from weights alone, or from an archive. */

import { Button, Stack, Text } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deployBundle, functionsQuery } from "@/api/functions";
import { asProblem } from "@/api/problem";
import { type Draft, EMPTY_DRAFT, missingIn, partsOf, type Way } from "@/model/bundle";
import { nameIn } from "@/model/configuration";
import { Page } from "@/ui/Page";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteAnchor, RouteButton } from "@/ui/RouteLink";
import { BundleEditor } from "./BundleEditor";
import { SingleFile } from "./SingleFile";
import { useRepair } from "./useRepair";
import { WayCards } from "./WayCards";

const CONFLICT = 409;

export function NewFunctionPage() {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>("code");
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [told, setTold] = useState(false);
  const missing = missingIn(draft, way);
  const deployment = useDeployment(way);
  const repair = useRepair((config) => setDraft((old) => ({ ...old, config })));
  const choose = (wanted: Way) => {
    setWay(wanted);
    setTold(false);
    deployment.reset();
    if (wanted !== way) setDraft((old) => ({ ...old, files: [] }));
  };
  const deploy = (replace: boolean) => {
    setTold(missing !== null);
    if (missing !== null) return;
    if (way !== "code") return deployment.mutate({ draft, replace });
    void repair.checked(draft.config, (config) => deployment.mutate({ draft: { ...draft, config }, replace }));
  };
  const name = way === "code" ? nameIn(draft.config) : "";
  const exists = deployment.isError && asProblem(deployment.error).status === CONFLICT;

  return (
    <Page
      title={t("newFunction.title")}
      parent={<RouteAnchor to="/functions">{t("functions.title")}</RouteAnchor>}
      actions={
        <>
          <DraftHint missing={told ? missing : null} name={name} />
          <RouteButton to="/functions" variant="default">
            {t("common.cancel")}
          </RouteButton>
          <Button leftSection={<IconRocket size={16} />} loading={deployment.isPending} onClick={() => deploy(false)}>
            {t("newFunction.deploy")}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <WayCards way={way} onChange={choose} />
        {way === "code" ? (
          <BundleEditor draft={draft} onChange={setDraft} onRepair={repair.show} />
        ) : (
          <SingleFile way={way} file={draft.files[0]} onChange={(file) => setDraft({ ...draft, files: [file] })} />
        )}
        {deployment.isError && (
          <ProblemNotice
            what={t("newFunction.failed")}
            error={deployment.error}
            action={exists && <Button onClick={() => deploy(true)}>{t("newFunction.replace")}</Button>}
          />
        )}
      </Stack>
      {repair.dialog}
    </Page>
  );
}

/** What is missing, once it was asked for, or else the name that the function will have. */
function DraftHint({ missing, name }: { missing: ReturnType<typeof missingIn>; name: string }) {
  const { t } = useTranslation();
  if (missing) {
    return (
      <Text c="var(--mantine-color-error)" role="alert">
        {t(`newFunction.missing.${missing}`)}
      </Text>
    );
  }
  return name ? (
    <Text c="dimmed">
      {t("newFunction.name")} <code>{name}</code>
    </Text>
  ) : null;
}

function useDeployment(way: Way) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, replace }: { draft: Draft; replace: boolean }) =>
      deployBundle(partsOf(draft, way), replace ? {} : undefined),
    onSuccess: async (name) => {
      await queries.invalidateQueries({ queryKey: functionsQuery.queryKey });
      await navigate({ to: "/functions/$name", params: { name }, search: { tab: "build" } });
    },
  });
}
