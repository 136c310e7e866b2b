/** The versions of a function: what there is, what changed, the way back. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";

/** All versions, the newest first; `newest` and `state` are the function's, with which they change. */
export const versionsQuery = (name: string, newest: number, state: string) =>
  queryOptions({
    queryKey: ["functions", name, "versions", newest, state],
    queryFn: async () => {
      const found = await read(client.GET("/nuclio/api/functions/{name}/versions", { params: { path: { name } } }));
      return found.toReversed();
    },
    placeholderData: (previous) => previous,
  });

/** What has to be done to the files of version `since` to get those of `number`. */
export const changesQuery = (name: string, number: number, since: number) =>
  queryOptions({
    queryKey: ["functions", name, "changes", number, since],
    queryFn: () =>
      read(
        client.GET("/nuclio/api/functions/{name}/versions/{number}/changes", {
          params: { path: { name, number }, query: { since } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Deploys an earlier version again; the number that it gets. */
export async function rollBack(name: string, version: number): Promise<number> {
  const body = { version };
  const made = await read(client.POST("/nuclio/api/functions/{name}/rollback", { params: { path: { name } }, body }));
  return made.version;
}
