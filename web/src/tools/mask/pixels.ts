/** Sends strokes to the worker that works them out; it is started with the first one. */

import type { Stroke, Stroked } from "@/model/stroke";

type Answer = { readonly id: number; readonly stroked: Stroked };
type Waiting = { resolve(stroked: Stroked): void; reject(error: Error): void };

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

export function workOut(stroke: Stroke): Promise<Stroked> {
  worker ??= start();
  last += 1;
  const [id, to] = [last, worker];
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    to.postMessage({ id, stroke }, [stroke.patch.rgba]);
  });
}

function start(): Worker {
  const made = new Worker(new URL("./pixels.worker.ts", import.meta.url), { type: "module" });
  made.onmessage = ({ data: { id, stroked } }: MessageEvent<Answer>) => {
    waiting.get(id)?.resolve(stroked);
    waiting.delete(id);
  };
  made.onerror = ({ message }) => {
    for (const { reject } of waiting.values())
      reject(new Error(message || "The worker for masks could not be started."));
    waiting.clear();
    worker = null;
  };
  return made;
}
