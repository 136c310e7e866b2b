/** Calls about automatic annotation: starting, watching and cancelling a run. */

import { queryOptions } from "@tanstack/react-query";
import type { LabelMapping } from "@/model/mapping";
import { client, read } from "./client";
import type { Run } from "./types";

export const isRunning = (run: Run): boolean => run.status === "queued" || run.status === "started";

const POLL_MS = 700;

/** The runs of a task, newest first; asked again for as long as one is going on. */
export const runsQuery = (task: number) =>
  queryOptions({
    queryKey: ["task", task, "runs"],
    queryFn: async () => {
      const runs = await read(client.GET("/api/lambda/requests", { params: { query: { task_id: task } } }));
      return runs.toSorted((a, b) => (b.enqueued ?? "").localeCompare(a.enqueued ?? ""));
    },
    refetchInterval: (query) => (query.state.data?.some(isRunning) ? POLL_MS : false),
  });

export type RunOrder = {
  function: string;
  task: number;
  threshold: number | null;
  mapping: Record<string, LabelMapping>;
  /** Removes everything that is drawn on the task first. */
  cleanup: boolean;
};

export const startRun = (order: RunOrder): Promise<Run> => read(client.POST("/api/lambda/requests", { body: order }));

export const cancelRun = (id: string): Promise<unknown> =>
  read(client.DELETE("/api/lambda/requests/{run_id}", { params: { path: { run_id: id } } }));
