/** The list of tasks. */

import { CloseButton, Pagination, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPhoto, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PAGE_SIZE, tasksQuery } from "@/api/tasks";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { TaskTable } from "./TaskTable";

const route = getRouteApi("/app/tasks");

export function TasksPage() {
  const { t } = useTranslation();
  const { search = "", page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const tasks = useQuery(tasksQuery(search, page));
  const pages = Math.ceil((tasks.data?.count ?? 0) / PAGE_SIZE);
  const newTask = (
    <RouteButton to="/tasks/new" leftSection={<IconPlus size={16} />}>
      {t("tasks.new")}
    </RouteButton>
  );
  return (
    <Page title={t("tasks.title")} actions={newTask}>
      <Panel flush title={<TaskSearch key={search === "" ? "empty" : "filled"} initial={search} />}>
        {tasks.isPending && <RowSkeletons />}
        {tasks.isError && (
          <ProblemNotice what={t("tasks.failed")} error={tasks.error} onRetry={() => tasks.refetch()} />
        )}
        {tasks.data && tasks.data.results.length > 0 && <TaskTable tasks={tasks.data.results} />}
        {tasks.data?.count === 0 && search && (
          <EmptyState
            icon={<IconSearch size={36} stroke={1.5} />}
            title={t("tasks.noMatch", { search })}
            text={t("tasks.noMatchText")}
          />
        )}
        {tasks.data?.count === 0 && !search && (
          <EmptyState
            icon={<IconPhoto size={36} stroke={1.5} />}
            title={t("tasks.empty")}
            text={t("tasks.emptyText")}
            action={newTask}
          />
        )}
      </Panel>
      {pages > 1 && (
        <Pagination
          mt="md"
          total={pages}
          value={page}
          onChange={(wanted) => navigate({ search: (old) => ({ ...old, page: wanted > 1 ? wanted : undefined }) })}
        />
      )}
    </Page>
  );
}

function TaskSearch({ initial }: { initial: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [value, setValue] = useState(initial);
  const look = useDebouncedCallback((search: string) => {
    void navigate({ search: { search: search || undefined }, replace: true });
  }, 250);
  const change = (search: string) => {
    setValue(search);
    look(search);
  };
  return (
    <TextInput
      w={280}
      aria-label={t("tasks.search")}
      placeholder={t("tasks.search")}
      leftSection={<IconSearch size={15} />}
      rightSection={value && <CloseButton size="xs" aria-label={t("tasks.clearSearch")} onClick={() => change("")} />}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
