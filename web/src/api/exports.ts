/** Calls about exporting a task as a data set. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";
import { untilFinished } from "./requests";

export const formatsQuery = queryOptions({
  queryKey: ["formats"],
  queryFn: async () =>
    (await read(client.GET("/api/server/annotation/formats"))).exporters.filter((format) => format.enabled),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Makes the export and answers the address that the finished file is downloaded from. */
export async function exportTask(
  id: number,
  format: string,
  saveImages: boolean,
  onProgress: (share: number | null) => void,
  signal: AbortSignal,
): Promise<string> {
  const { rq_id } = await read(
    client.POST("/api/{noun}/{object_id}/dataset/export", {
      params: { path: { noun: "tasks", object_id: id }, query: { format, save_images: saveImages, location: "local" } },
    }),
  );
  const { result_url } = await untilFinished(rq_id, onProgress, signal);
  if (!result_url) throw new Error("The export has no file.");
  // The server names itself in the address; the page may have reached it under another name.
  const { pathname, search } = new URL(result_url, location.href);
  return pathname + search;
}
