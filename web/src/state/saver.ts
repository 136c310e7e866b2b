/** Brings every change to the server: soon after it was made, one frame at a time, never twice. */

import { createStore, type StoreApi } from "zustand/vanilla";
import { changeFrame } from "@/api/frames";
import { asProblem, NO_ANSWER, type Problem } from "@/api/problem";
import { differenceOf, isEmpty, sizeOf } from "@/model/change";
import type { FrameDocument } from "@/model/document";
import type { Base, Frames } from "./frames";

/** Sent when nothing was done for this long, and at the latest after the second one. */
const IDLE_MS = 500;
const MOST_MS = 2000;
const RETRY_MS = 3000;

export type SaveState = {
  /** `refused`: the server has said no, which trying again does not change. */
  readonly status: "saved" | "saving" | "offline" | "conflict" | "refused";
  /** Objects that the server does not have as they are now. */
  readonly changes: number;
  readonly problem: Problem | null;
};

const SAVED: SaveState = { status: "saved", changes: 0, problem: null };

export class Saver {
  readonly store: StoreApi<SaveState> = createStore<SaveState>(() => SAVED);
  private readonly bases = new Map<number, Base>();
  private readonly dirty = new Map<number, FrameDocument>();
  private timer = 0;
  private since = 0;
  private sending: Promise<void> | null = null;

  constructor(private readonly frames: Frames) {}

  /** What the server has of a frame. */
  know(base: Base) {
    this.bases.set(base.document.frame, base);
  }

  forget(frame: number) {
    if (!this.dirty.has(frame)) this.bases.delete(frame);
  }

  isDirty(frame: number): boolean {
    return this.dirty.has(frame);
  }

  /** The frame is now like this. */
  note(document: FrameDocument) {
    if (this.dirty.size === 0) this.since = Date.now();
    this.dirty.set(document.frame, document);
    this.report("saving");
    this.schedule(Math.max(0, Math.min(IDLE_MS, this.since + MOST_MS - Date.now())));
  }

  /** Sends what there is; done when the server has it, or has not taken it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  dispose() {
    clearTimeout(this.timer);
  }

  private schedule(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), milliseconds);
  }

  private async sendAll() {
    for (let next = this.first(); next; next = this.first()) {
      try {
        await this.send(next);
      } catch (error) {
        return this.fail(asProblem(error));
      }
    }
    this.store.setState(SAVED);
  }

  private first(): FrameDocument | undefined {
    return this.dirty.values().next().value;
  }

  private async send(document: FrameDocument) {
    const { frame } = document;
    const base = this.bases.get(frame);
    if (!base) throw new Error(`frame ${frame} was changed before it was loaded`);
    const { change, createdKeys, tagKeys } = differenceOf(base.document, document, this.frames.numbers);
    if (!isEmpty(change)) {
      this.report("saving");
      const body = { ...change, change: crypto.randomUUID() };
      const answer = await changeFrame(this.frames.job, frame, body, base.version);
      for (const [at, key] of createdKeys.entries()) this.frames.number(key, answer.created[at]?.id ?? key);
      for (const [at, key] of tagKeys.entries()) this.frames.number(key, answer.tags_created[at]?.id ?? key);
      this.bases.set(frame, { version: answer.version, document });
    }
    if (this.dirty.get(frame) === document) this.dirty.delete(frame);
  }

  private fail(problem: Problem) {
    const status = problem.status === NO_ANSWER ? "offline" : problem.status === 412 ? "conflict" : "refused";
    this.report(status, problem);
    if (status === "offline") this.schedule(RETRY_MS);
  }

  private report(status: SaveState["status"], problem: Problem | null = null) {
    const changes = [...this.dirty.values()].reduce((sum, document) => sum + this.sizeOf(document), 0);
    this.store.setState({ status, changes, problem });
  }

  private sizeOf(document: FrameDocument): number {
    const base = this.bases.get(document.frame);
    return base ? sizeOf(differenceOf(base.document, document, this.frames.numbers).change) : 0;
  }
}
