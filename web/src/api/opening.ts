/** Asks for what the editor needs of a job as soon as its address is known, before there is a page that shows it. */

import type { QueryClient } from "@tanstack/react-query";
import { dataMetaQuery, jobQuery, labelsQuery, taskQuery } from "./tasks";

/** A failure is told by the page, which asks again. */
export async function prefetchJob(queries: QueryClient, id: number) {
  await queries.prefetchQuery(jobQuery(id));
  const task = queries.getQueryData(jobQuery(id).queryKey)?.task_id;
  if (task === undefined) return;
  void queries.prefetchQuery(taskQuery(task));
  void queries.prefetchQuery(dataMetaQuery(task));
  void queries.prefetchQuery(labelsQuery(task));
}
