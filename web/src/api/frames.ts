/** Calls about the frames of a job as the editor works on them: one frame whole, and one change of it. */

import { queryOptions } from "@tanstack/react-query";
import type { Box } from "@/model/geometry";
import { client, read } from "./client";
import { Problem, problemOf } from "./problem";
import type { FrameChange, FrameChanged, FrameContent, NumberedChange, StaleFrame } from "./types";

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

/** The server takes no more frames than this in one request. */
export const MOST_FRAMES = 100;

/** The same of several frames, in their order. */
export const readFrames = async (job: number, frames: readonly number[]): Promise<FrameContent[]> => {
  const params = { path: { job_id: job }, query: { frames: frames.join() } };
  return (await read(client.GET("/api/jobs/{job_id}/frames/contents", { params }))).frames;
};

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
    throw error instanceof Problem ? staleOr(error) : error;
  }
}

/** Changes several frames, each for itself: what came of each, or why it was not changed. */
export async function changeFrames(
  job: number,
  changes: readonly NumberedChange[],
): Promise<(FrameChanged | Problem)[]> {
  const params = { path: { job_id: job } };
  const { outcomes } = await read(
    client.PATCH("/api/jobs/{job_id}/frames", { params, body: { changes: [...changes] } }),
  );
  return outcomes.map(({ status, changed, refusal }) => changed ?? staleOr(problemOf(status, JSON.stringify(refusal))));
}

const staleOr = (problem: Problem): Problem =>
  problem.status === STALE ? new Stale(problem, (JSON.parse(problem.detail) as StaleFrame).current) : problem;
