/** Background work: polls a request of the server until it has ended. */

import { client, read } from "./client";
import { Problem } from "./problem";
import type { BackgroundRequest } from "./types";

const POLL_MS = 400;

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

const ask = (id: string): Promise<BackgroundRequest> =>
  read(client.GET("/api/requests/{request_id}", { params: { path: { request_id: id } } }));

/** The finished request; throws what the server says when it failed. `onProgress` gets 0..1, null when not known. */
export async function untilFinished(
  id: string,
  onProgress: (share: number | null) => void = () => {},
  signal?: AbortSignal,
  look: (id: string) => Promise<BackgroundRequest> = ask,
  pollMs: number = POLL_MS,
): Promise<BackgroundRequest> {
  for (;;) {
    const request = await look(id);
    if (request.status === "failed") throw new Problem(500, request.message || "The request failed.");
    onProgress(request.status === "finished" ? 1 : (request.progress ?? null));
    if (request.status === "finished") return request;
    await pause(pollMs, signal);
  }
}
