/** The typed client of the server's API: adds the CSRF header, turns error answers into problems. */

import createClient from "openapi-fetch";
import { NO_ANSWER, Problem, problemOf } from "./problem";
import type { paths } from "./schema";
import { noteSignedOut } from "./session";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export function csrfToken(cookies: string = document.cookie): string {
  return /(?:^|;\s*)csrftoken=([^;]*)/.exec(cookies)?.[1] ?? "";
}

/** The headers that a request with this method needs besides its own. */
export function guard(method: string): Record<string, string> {
  return SAFE.has(method) ? {} : { "X-CSRFToken": csrfToken() };
}

export const client = createClient<paths>({ baseUrl: "" });

client.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(guard(request.method))) request.headers.set(name, value);
    return request;
  },
});

/** The body of an answer, or the problem that it tells of. */
export async function read<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch(refuse);
  if (response.ok) return data as T;
  const problem = problemOf(response.status, typeof error === "string" ? error : JSON.stringify(error ?? ""));
  noteSignedOut(problem);
  throw problem;
}

function refuse(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
  throw new Problem(
    NO_ANSWER,
    "The server cannot be reached. Check that it is running, then try again.",
    String(cause),
  );
}

/** A call with a body that is no JSON of the schema (multipart forms, function events). */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...guard(init.method ?? "GET"), ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(path, { ...init, headers }).catch(refuse);
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.text());
  noteSignedOut(problem);
  throw problem;
}
