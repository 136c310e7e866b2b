/** Calls about the frames of a job as the editor works on them: one frame whole, and one change of it. */

import { queryOptions } from "@tanstack/react-query";
import type { Box } from "@/model/geometry";
import { client, read } from "./client";
import { Problem } from "./problem";
import type { FrameChange, FrameChanged, FrameContent, StaleFrame } from "./types";

/** What is known of every frame of a job, for the frame bar and the order of review. */
export const framesQuery = (job: number) =>
  queryOptions({
    queryKey: ["job", job, "frames"],
    queryFn: async () =>
      (await read(client.GET("/api/jobs/{job_id}/frames", { params: { path: { job_id: job } } }))).frames,
  });

/** Every object of a job without its outline; asked anew whenever a page begins with it. */
export const objectsQuery = (job: number) =>
  queryOptions({
    queryKey: ["job", job, "objects"],
    queryFn: async () =>
      (await read(client.GET("/api/jobs/{job_id}/objects", { params: { path: { job_id: job } } }))).objects,
    staleTime: 0,
    gcTime: 0,
  });

/** A cut-out of a box with a little around it, at most `size` pixels long. */
export const cropUrl = (job: number, frame: number, { left, top, right, bottom }: Box, size: number): string =>
  `/api/jobs/${job}/frames/${frame}/crop?box=${left},${top},${right},${bottom}&size=${size}`;

export const readFrame = (job: number, frame: number): Promise<FrameContent> =>
  read(client.GET("/api/jobs/{job_id}/frames/{frame}", { params: { path: { job_id: job, frame } } }));

/** The frame has changed meanwhile; how it is now. */
export class Stale extends Problem {
  constructor(
    problem: Problem,
    readonly current: FrameContent,
  ) {
    super(problem.status, problem.message, problem.detail);
  }
}

const STALE = 412;

/** Changes a frame as a whole; `Stale` when it is not at `version` any more. `last`: the page is going away. */
export async function changeFrame(
  job: number,
  frame: number,
  change: FrameChange,
  version: number,
  last = false,
): Promise<FrameChanged> {
  try {
    return await read(
      client.PATCH("/api/jobs/{job_id}/frames/{frame}", {
        params: { path: { job_id: job, frame }, header: { "if-match": `"${version}"` } },
        body: change,
        keepalive: last,
      }),
    );
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== STALE) throw error;
    throw new Stale(error, (JSON.parse(error.detail) as StaleFrame).current);
  }
}
