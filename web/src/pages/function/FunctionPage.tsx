/** One function: its state, build log, code, versions, a test with a picture, and its log. */

import { Button, Tabs } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { functionQuery, isInMotion } from "@/api/functions";
import type { DeployedFunction } from "@/api/types";
import { FUNCTION_TABS } from "@/model/tabs";
import { Page } from "@/ui/Page";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteAnchor, RouteButton } from "@/ui/RouteLink";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { StatusBadge } from "@/ui/StatusBadge";
import { useFunctionDeletion } from "../functions/useFunctionDeletion";
import { BuildTab } from "./BuildTab";
import { CodeTab } from "./CodeTab";
import { LogTab } from "./LogTab";
import { OverviewTab } from "./OverviewTab";
import { SwitchButton } from "./SwitchButton";
import { TestTab } from "./TestTab";
import { VersionsTab } from "./VersionsTab";

const route = getRouteApi("/app/functions/$name");

export function FunctionPage() {
  const { t } = useTranslation();
  const { name } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useQuery(functionQuery(name));
  const askDeletion = useFunctionDeletion(() => void navigate({ to: "/functions" }));
  const remove = (
    <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => askDeletion(name)}>
      {t("functions.delete")}
    </Button>
  );
  const back = (
    <RouteButton to="/functions" variant="default">
      {t("function.back")}
    </RouteButton>
  );
  return (
    <Page
      title={name}
      parent={<RouteAnchor to="/functions">{t("functions.title")}</RouteAnchor>}
      badge={found.data && <StatusBadge state={found.data.status.state} />}
      actions={
        <>
          {found.data && <SwitchButton found={found.data} />}
          {remove}
        </>
      }
    >
      {found.isError && (
        <ProblemNotice
          what={t("function.failed", { name })}
          error={found.error}
          onRetry={() => found.refetch()}
          action={back}
        />
      )}
      {found.isPending && <RowSkeletons />}
      {found.data && (
        <Tabs
          value={tab ?? "overview"}
          onChange={(wanted) =>
            void navigate({ search: { tab: FUNCTION_TABS.find((known) => known === wanted) }, replace: true })
          }
        >
          <Tabs.List mb="md">
            {FUNCTION_TABS.map((known) => (
              <Tabs.Tab key={known} value={known}>
                {t(`function.tabs.${known}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <FunctionTabs found={found.data} />
        </Tabs>
      )}
    </Page>
  );
}

function FunctionTabs({ found }: { found: DeployedFunction }) {
  const { name } = found.metadata;
  return (
    <>
      <Tabs.Panel value="overview">
        <OverviewTab found={found} />
      </Tabs.Panel>
      <Tabs.Panel value="build">
        <BuildTab found={found} live={isInMotion(found)} />
      </Tabs.Panel>
      <Tabs.Panel value="code">
        <CodeTab name={name} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <VersionsTab found={found} />
      </Tabs.Panel>
      <Tabs.Panel value="test">
        <TestTab found={found} />
      </Tabs.Panel>
      <Tabs.Panel value="log">
        <LogTab name={name} />
      </Tabs.Panel>
    </>
  );
}
