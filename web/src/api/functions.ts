/** Calls about functions: deploying, watching, trying, deleting. Speaks Nuclio's dashboard API and its extensions. */

import { queryOptions } from "@tanstack/react-query";
import type { Detection } from "@/model/detection";
import { isMoving } from "@/model/status";
import { client, read, send } from "./client";
import type { DeployedFunction, Repair } from "./types";

export const isInMotion = (found: DeployedFunction): boolean => isMoving(found.status.state);

/** The routes answer with another form when a function is asked for as it is exported. */
const isDeployed = (found: object): found is DeployedFunction => "status" in found;

const BUSY_POLL_MS = 700;
const IDLE_POLL_MS = 10_000;

export const functionsQuery = queryOptions({
  queryKey: ["functions"],
  queryFn: async () => {
    const found = Object.values(await read(client.GET("/nuclio/api/functions")));
    return found.filter(isDeployed).toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  },
  refetchInterval: (query) => (query.state.data?.some(isInMotion) ? BUSY_POLL_MS : IDLE_POLL_MS),
});

export const functionQuery = (name: string) =>
  queryOptions({
    queryKey: ["functions", name],
    queryFn: async () => {
      const found = await read(client.GET("/nuclio/api/functions/{name}", { params: { path: { name } } }));
      if (isDeployed(found)) return found;
      throw new Error(`${name} came as it is exported, which was not asked for`);
    },
    refetchInterval: (query) => (query.state.data && isInMotion(query.state.data) ? BUSY_POLL_MS : IDLE_POLL_MS),
  });

/** The editor's line ends; a text must not look changed because of them. */
const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n");

export const bundleQuery = (name: string) =>
  queryOptions({
    queryKey: ["functions", name, "bundle"],
    queryFn: async () => {
      const bundle = await read(client.GET("/nuclio/api/functions/{name}/bundle", { params: { path: { name } } }));
      const files = bundle.files.map((file) => ({ ...file, text: file.text === null ? null : unixLines(file.text) }));
      return { config: unixLines(bundle.config), files };
    },
    refetchOnWindowFocus: false,
  });

export const deleteFunction = (name: string): Promise<unknown> =>
  read(client.DELETE("/nuclio/api/functions", { body: { metadata: { name } } }));

/** Starts a function that is stopped, failed or imported, or stops it. */
export const switchFunction = (name: string, on: boolean): Promise<unknown> =>
  read(
    client.PATCH("/nuclio/api/functions/{name}", {
      params: { path: { name } },
      body: { desiredState: on ? "ready" : "scaledToZero" },
    }),
  );

export const templatesQuery = queryOptions({
  queryKey: ["function templates"],
  queryFn: async () => Object.values(await read(client.GET("/nuclio/api/function_templates"))),
  staleTime: Number.POSITIVE_INFINITY,
});

export type BundleDraft = { config: string; code: string; files: File[] };

/** What becomes of the function that is there: it gets a new version, which keeps these files of the last one. */
export type Replacement = { name?: string; keep?: string[] };

/** Sends a bundle and answers the function's name; without a replacement an existing function is a conflict. */
export async function deployBundle(draft: BundleDraft, replacement?: Replacement): Promise<string> {
  const form = new FormData();
  // As files: the browser would send the line ends of text fields as CRLF.
  if (draft.config.trim()) form.append("config", new Blob([draft.config]));
  if (draft.code.trim()) form.append("code", new Blob([draft.code]));
  for (const file of draft.files) form.append("files", file, file.name);
  for (const name of replacement?.keep ?? []) form.append("keep", name);
  const query = new URLSearchParams(replacement ? { replace: "true", base: replacement.name ?? "" } : {});
  const answer = await send(`/nuclio/api/bundles?${query}`, { method: "POST", body: form });
  return ((await answer.json()) as { name: string }).name;
}

/** What a configuration would become if it were deployed; a configuration that cannot be read is a problem. */
export const repairQuery = (config: string) =>
  queryOptions({
    queryKey: ["repair", config],
    queryFn: async () => {
      const form = new FormData();
      form.append("config", new Blob([config]));
      const answer = await send("/nuclio/api/bundles/repair", { method: "POST", body: form });
      return (await answer.json()) as Repair;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export type TestResult = { detections: Detection[]; text: string; milliseconds: number };

/** Sends one picture to the function, as a run does; `image` is base64. */
export async function invokeFunction(name: string, image: string, threshold: number): Promise<TestResult> {
  const began = performance.now();
  const answer = await send("/nuclio/api/function_invocations", {
    method: "POST",
    headers: { "x-nuclio-function-name": name, "Content-Type": "application/json" },
    body: JSON.stringify({ image, threshold }),
  });
  const text = await answer.text();
  const milliseconds = performance.now() - began;
  return { detections: detectionsIn(text), text, milliseconds };
}

function detectionsIn(text: string): Detection[] {
  try {
    const body: unknown = JSON.parse(text);
    return Array.isArray(body) ? (body as Detection[]) : [];
  } catch {
    return [];
  }
}
