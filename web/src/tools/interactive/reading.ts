/** Asks an interactor, and has its answer read beside the page. */

import { interacted } from "@/api/models";
import type { Model } from "@/api/types";
import type { Found } from "@/model/answer";
import type { Size } from "@/model/geometry";
import { orderOf, type Prompts } from "@/model/prompts";
import { Beside } from "../beside";

export type Unread = { readonly body: ArrayBuffer; readonly size: Size };

const reader = new Beside<Unread, Found | null>(
  () => new Worker(new URL("./reading.worker.ts", import.meta.url), { type: "module" }),
);

export type Question = {
  readonly model: Model;
  readonly job: number;
  readonly frame: number;
  readonly size: Size;
  readonly prompts: Prompts;
};

/** What the interactor finds there, null if nothing. */
export async function ask(question: Question, signal: AbortSignal): Promise<Found | null> {
  const { model, job, frame, size, prompts } = question;
  const body = await interacted(model.id, { job, frame, ...orderOf(prompts) }, signal);
  return reader.ask({ body, size }, [body]);
}
