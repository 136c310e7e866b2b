/** Calls about the frames of a job as the editor works on them: one frame whole, and one change of it. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";
import type { FrameChange, FrameChanged, FrameContent } from "./types";

/** What is known of every frame of a job, for the frame bar and the order of review. */
export const framesQuery = (job: number) =>
  queryOptions({
    queryKey: ["job", job, "frames"],
    queryFn: async () =>
      (await read(client.GET("/api/jobs/{job_id}/frames", { params: { path: { job_id: job } } }))).frames,
  });

export const readFrame = (job: number, frame: number): Promise<FrameContent> =>
  read(client.GET("/api/jobs/{job_id}/frames/{frame}", { params: { path: { job_id: job, frame } } }));

/** Changes a frame as a whole; refused with status 412 when it is not at `version` any more. */
export const changeFrame = (job: number, frame: number, change: FrameChange, version: number): Promise<FrameChanged> =>
  read(
    client.PATCH("/api/jobs/{job_id}/frames/{frame}", {
      params: { path: { job_id: job, frame }, header: { "if-match": `"${version}"` } },
      body: change,
    }),
  );
