/** The list of functions. */

import { IconPlus, IconPuzzle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { functionsQuery } from "@/api/functions";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { FunctionTable } from "./FunctionTable";

export function FunctionsPage() {
  const { t } = useTranslation();
  const functions = useQuery(functionsQuery);
  const create = (
    <RouteButton to="/functions/new" leftSection={<IconPlus size={16} />}>
      {t("functions.new")}
    </RouteButton>
  );
  return (
    <Page title={t("functions.title")} actions={create}>
      <Panel flush>
        {functions.isPending && <RowSkeletons />}
        {functions.isError && (
          <ProblemNotice what={t("functions.failed")} error={functions.error} onRetry={() => functions.refetch()} />
        )}
        {functions.data?.length === 0 && (
          <EmptyState
            icon={<IconPuzzle size={36} stroke={1.5} />}
            title={t("functions.empty")}
            text={t("functions.emptyText")}
            action={create}
          />
        )}
        {functions.data && functions.data.length > 0 && <FunctionTable functions={functions.data} />}
      </Panel>
    </Page>
  );
}
