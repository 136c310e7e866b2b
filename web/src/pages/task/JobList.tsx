/** The jobs that the task is cut into. */

import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { jobsQuery } from "@/api/tasks";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteAnchor } from "@/ui/RouteLink";
import { RowSkeletons } from "@/ui/RowSkeletons";

export function JobList({ task }: { task: number }) {
  const { t } = useTranslation();
  const jobs = useQuery(jobsQuery(task));
  if (jobs.isError) {
    return <ProblemNotice what={t("task.jobsFailed")} error={jobs.error} onRetry={() => jobs.refetch()} />;
  }
  if (!jobs.data) return <RowSkeletons rows={1} />;
  if (jobs.data.length === 0) {
    return (
      <Text c="dimmed" p="md">
        {t("task.noJobs")}
      </Text>
    );
  }
  return (
    <Table>
      <Table.Tbody>
        {jobs.data.map((job) => (
          <Table.Tr key={job.id}>
            <Table.Td>
              <RouteAnchor to="/tasks/$task/frames/$frame" params={{ task, frame: job.start_frame }}>
                {t("task.job", { id: job.id })}
              </RouteAnchor>
            </Table.Td>
            <Table.Td>{t("task.frameRange", { from: job.start_frame + 1, to: job.stop_frame + 1 })}</Table.Td>
            <Table.Td>
              <RouteAnchor
                to="/jobs/$job/grid"
                params={{ job: job.id }}
                aria-label={t("grid.ofJobLabel", { id: job.id })}
              >
                {t("grid.ofJob")}
              </RouteAnchor>
            </Table.Td>
            <Table.Td ta="right" c="dimmed">
              {job.stage} · {job.state}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
