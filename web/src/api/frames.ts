/** Calls about the frames of a job as the editor works on them: one frame whole, and one change of it. */

import { queryOptions } from "@tanstack/react-query";
import type { FrameChange } from "@/model/change";
import { guard } from "./client";
import { NO_ANSWER, Problem, problemOf } from "./problem";
import { noteSignedOut } from "./session";
import type { Shape, Tag } from "./types";

// PROVISIONAL: to be replaced by the generated types
export type KeptPrediction = Shape & { key: string };
export type FrameState = {
  frame: number;
  version: number;
  shapes: number;
  tags: number;
  predictions: number;
  doubt: number | null;
  state: "empty" | "predicted" | "annotated" | "reviewed";
  reviewed_by: unknown;
  reviewed_at: string | null;
};
export type FrameContent = {
  version: number;
  reviewed: boolean;
  shapes: Shape[];
  tags: Tag[];
  tracks: { id: number; label_id: number; shape: Shape }[];
  predictions: KeptPrediction[];
};
export type FrameChanged = { version: number; created: Shape[]; tags_created: Tag[]; state: FrameState };

const path = (job: number, frame?: number) => `/api/jobs/${job}/frames${frame === undefined ? "" : `/${frame}`}`;

async function call<T>(address: string, init: RequestInit): Promise<T> {
  const headers = { "Content-Type": "application/json", ...guard(init.method ?? "GET"), ...init.headers };
  const answer = await fetch(address, { ...init, headers }).catch((cause: unknown) => {
    throw new Problem(NO_ANSWER, "The server cannot be reached.", String(cause));
  });
  if (answer.ok) return (await answer.json()) as T;
  const problem = problemOf(answer.status, await answer.text());
  noteSignedOut(problem);
  throw problem;
}

/** What is known of every frame of a job, for the frame bar and the order of review. */
export const framesQuery = (job: number) =>
  queryOptions({
    queryKey: ["job", job, "frames"],
    queryFn: async () => (await call<{ frames: FrameState[] }>(path(job), {})).frames,
  });

export const readFrame = (job: number, frame: number): Promise<FrameContent> => call(path(job, frame), {});

/** Changes a frame as a whole; refused with status 412 when it is not at `version` any more. */
export const changeFrame = (
  job: number,
  frame: number,
  change: FrameChange & { change: string },
  version: number,
): Promise<FrameChanged> =>
  call(path(job, frame), {
    method: "PATCH",
    body: JSON.stringify(change),
    headers: { "If-Match": `"${version}"` },
  });
