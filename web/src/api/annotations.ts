/** Calls about what is drawn on one frame. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";
import type { Annotations, Shape } from "./types";

const pathOf = (job: number) => ({ noun: "jobs" as const, object_id: job });

/** Later shapes lie above earlier ones; a changed shape keeps its place. */
const inDrawingOrder = (annotations: Annotations): Annotations => ({
  ...annotations,
  shapes: annotations.shapes?.toSorted((a, b) => (a.z_order ?? 0) - (b.z_order ?? 0) || (a.id ?? 0) - (b.id ?? 0)),
});

export const annotationsQuery = (job: number, frame: number) =>
  queryOptions({
    queryKey: ["annotations", job, frame],
    select: inDrawingOrder,
    queryFn: () =>
      read(client.GET("/api/{noun}/{object_id}/annotations", { params: { path: pathOf(job), query: { frame } } })),
  });

/** Changes or deletes shapes of a job; the server answers with them. */
export const patchShapes = (job: number, action: "update" | "delete", shapes: Shape[]): Promise<Annotations> =>
  read(
    client.PATCH("/api/{noun}/{object_id}/annotations", {
      params: { path: pathOf(job), query: { action } },
      body: { version: 0, tags: [], shapes, tracks: [] },
    }),
  );
