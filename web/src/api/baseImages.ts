/** What is in base images that only their authors know. */

import { queryOptions } from "@tanstack/react-query";
import { client, read, send } from "./client";
import type { BaseImage } from "./types";

export const baseImageQuery = (name: string) =>
  queryOptions({
    queryKey: ["base images", name],
    queryFn: () => read(client.GET("/nuclio/api/base_images/{name}", { params: { path: { name } } })),
  });

/** Tells what is in the image: a Dockerfile with the files it copies, or a requirements.txt. */
export async function tellBaseImage(name: string, files: readonly File[]): Promise<BaseImage> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
  const answer = await send(`/nuclio/api/base_images/${encodeURIComponent(name)}`, { method: "PUT", body: form });
  return (await answer.json()) as BaseImage;
}
