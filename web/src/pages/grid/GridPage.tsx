/** All objects of a job as a grid of cut-outs: the quickest way to find what does not belong to its class. */

import { useDocumentTitle } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Assignment } from "@/state/session";
import { JobGate } from "../editor/JobGate";
import { Grid } from "./Grid";

const route = getRouteApi("/app/jobs/$job/grid");

export function GridPage() {
  const { job } = route.useParams();
  return <JobGate job={job}>{(assignment) => <OpenJob assignment={assignment} />}</JobGate>;
}

function OpenJob({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  useDocumentTitle(`${t("grid.title", { name: assignment.task.name })} · Prelabel`);
  return <Grid assignment={assignment} />;
}
