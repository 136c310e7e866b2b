/** Calls about functions as models: which there are, and one of them asked about one frame. Nothing is stored by it. */

import { queryOptions } from "@tanstack/react-query";
import type { Detected } from "@/model/detecting";
import { client, read, send } from "./client";
import type { CallOrder, Model } from "./types";

export type ModelKind = "detector" | "interactor";

export const modelsOf = async (kind: ModelKind): Promise<Model[]> => {
  const models = await read(client.GET("/api/lambda/functions"));
  return models.filter((candidate) => candidate.kind === kind);
};

export const modelOf = (id: string): Promise<Model> =>
  read(client.GET("/api/lambda/functions/{function_id}", { params: { path: { function_id: id } } }));

export const detectorsQuery = queryOptions({ queryKey: ["detectors"], queryFn: () => modelsOf("detector") });

/** What a detector finds on a frame, in labels of the task. */
export async function detected(id: string, order: CallOrder, signal: AbortSignal): Promise<Detected> {
  return (await call(id, order, signal)).json() as Promise<Detected>;
}

/** An interactor's answer as it came; a mask of a large picture is read beside the page. */
export async function interacted(id: string, order: CallOrder, signal: AbortSignal): Promise<ArrayBuffer> {
  return (await call(id, order, signal)).arrayBuffer();
}

const call = (id: string, order: CallOrder, signal: AbortSignal): Promise<Response> =>
  send(`/api/lambda/functions/${encodeURIComponent(id)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
    signal,
  });
