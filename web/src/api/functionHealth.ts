/** How functions are doing: metrics, where a worker is, and the end of one that is stuck. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";

const POLL_MS = 2_000;
const LIST_POLL_MS = 5_000;

export const metricsQuery = (name: string) =>
  queryOptions({
    queryKey: ["functions", name, "metrics"],
    queryFn: () => read(client.GET("/nuclio/api/functions/{name}/metrics", { params: { path: { name } } })),
    refetchInterval: POLL_MS,
  });

export const allMetricsQuery = queryOptions({
  queryKey: ["function metrics"],
  queryFn: () => read(client.GET("/nuclio/api/function_metrics")),
  refetchInterval: LIST_POLL_MS,
});

/** The line at which each thread of a worker is. */
export async function stackOf(name: string, number: number): Promise<string> {
  const path = { name, number };
  const stack = await read(client.GET("/nuclio/api/functions/{name}/workers/{number}/stack", { params: { path } }));
  return stack.text;
}

export const endWorker = (name: string, number: number): Promise<unknown> =>
  read(client.DELETE("/nuclio/api/functions/{name}/workers/{number}", { params: { path: { name, number } } }));
