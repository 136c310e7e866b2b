/** All objects of a job as a grid of cut-outs: the quickest way to find what does not belong to its class. */

import { useDocumentTitle } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useSession } from "../job/session";
import { Grid } from "./Grid";

export function GridPage() {
  const { t } = useTranslation();
  const { task } = useSession().assignment;
  useDocumentTitle(`${t("grid.title", { name: task.name })} · Prelabel`);
  return <Grid />;
}
