/** Where the sides of boxes belong: by an interactor that takes boxes, or else by the edges in the picture. */

import { frameUrl } from "@/api/tasks";
import type { Model } from "@/api/types";
import { type Box, type Size, shareOf } from "@/model/geometry";
import { needsOf, promptsOfBox } from "@/model/prompts";
import { Beside } from "../beside";
import { ask } from "../interactive/reading";

export type Seen = { readonly url: string; readonly boxes: readonly Box[] };
type Place = { readonly task: number; readonly job: number; readonly frame: number; readonly size: Size };

const watcher = new Beside<Seen, Box[]>(
  () => new Worker(new URL("./seeing.worker.ts", import.meta.url), { type: "module" }),
);

/** An object that shares less with the box that it was asked for is another one. */
const LEAST_SHARE = 0.3;

export const byEdges = ({ task, frame }: Place, boxes: readonly Box[]): Promise<Box[]> =>
  watcher.ask({ url: frameUrl(task, frame), boxes });

/** One after the other, so that other work of the function goes on between them. */
export async function byModel(model: Model, place: Place, boxes: readonly Box[], signal: AbortSignal): Promise<Box[]> {
  const result: Box[] = [];
  for (const box of boxes) {
    const found = await ask({ model, ...place, prompts: promptsOfBox(box, needsOf(model)) }, signal);
    const [left = 0, top = 0, right = 0, bottom = 0] = found?.rectangle ?? [];
    const there = { left, top, right, bottom };
    result.push(shareOf(there, box) >= LEAST_SHARE ? there : box);
  }
  return result;
}
