/** Calls and queries about tasks, their labels, frames, jobs and numbers. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";
import type { Job, JobChange, LabelWrite, Task } from "./types";

export const PAGE_SIZE = 50;

export const tasksQuery = (search: string, page: number) =>
  queryOptions({
    queryKey: ["tasks", { search, page }],
    queryFn: () =>
      read(
        client.GET("/api/tasks", {
          params: { query: { page, page_size: `${PAGE_SIZE}`, search: search || undefined, sort: "-id" } },
        }),
      ),
    placeholderData: (previous) => previous,
  });

export const taskQuery = (id: number) =>
  queryOptions({
    queryKey: ["task", id],
    queryFn: () => read(client.GET("/api/tasks/{task_id}", { params: { path: { task_id: id } } })),
  });

export const statisticsQuery = (id: number) =>
  queryOptions({
    queryKey: ["task", id, "statistics"],
    queryFn: () => read(client.GET("/api/tasks/{task_id}/statistics", { params: { path: { task_id: id } } })),
  });

export const labelsQuery = (id: number) =>
  queryOptions({
    queryKey: ["task", id, "labels"],
    queryFn: async () =>
      (await read(client.GET("/api/labels", { params: { query: { task_id: id, page_size: "all" } } }))).results,
    staleTime: 60_000,
  });

export const dataMetaQuery = (id: number) =>
  queryOptions({
    queryKey: ["task", id, "meta"],
    queryFn: () =>
      read(client.GET("/api/{noun}/{object_id}/data/meta", { params: { path: { noun: "tasks", object_id: id } } })),
    staleTime: 60_000,
  });

export const jobsQuery = (id: number) =>
  queryOptions({
    queryKey: ["task", id, "jobs"],
    queryFn: async () =>
      (await read(client.GET("/api/jobs", { params: { query: { task_id: id, page_size: "all" } } }))).results,
  });

export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ["job", id],
    queryFn: () => read(client.GET("/api/jobs/{job_id}", { params: { path: { job_id: id } } })),
  });

export const changeJob = (id: number, change: JobChange): Promise<Job> =>
  read(client.PATCH("/api/jobs/{job_id}", { params: { path: { job_id: id } }, body: change }));

export const createTask = (name: string, labels: LabelWrite[]): Promise<Task> =>
  read(client.POST("/api/tasks", { body: { name, labels } }));

export const deleteTask = (id: number): Promise<unknown> =>
  read(client.DELETE("/api/tasks/{task_id}", { params: { path: { task_id: id } } }));

/** Adds a frame to those of a job that are deleted, or takes it from them; what others have deleted stays. */
export async function changeDeleted(job: number, frame: number, isDeleted: boolean): Promise<void> {
  const params = { path: { noun: "jobs", object_id: job } } as const;
  const { deleted_frames } = await read(client.GET("/api/{noun}/{object_id}/data/meta", { params }));
  const others = deleted_frames.filter((each) => each !== frame);
  const body = { deleted_frames: isDeleted ? [...others, frame] : others };
  await read(client.PATCH("/api/{noun}/{object_id}/data/meta", { params, body }));
}

export const frameUrl = (task: number, frame: number): string =>
  `/api/tasks/${task}/data?type=frame&number=${frame}&quality=compressed`;

export const thumbnailUrl = (task: number, frame: number): string =>
  `/api/tasks/${task}/data?type=preview&number=${frame}`;

export const previewUrl = (task: number): string => `/api/tasks/${task}/preview`;
