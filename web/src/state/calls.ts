/** Calls of functions that a person waits for without being held up: which are under way, and what came of them. */

import { asProblem, type Problem } from "@/api/problem";
import type { EditorStore } from "./editor";

/** What was asked for; the end of the key of its words. */
export type Purpose = "look" | "detect" | "interact" | "snap" | "snapByEdges";

export type Call = {
  readonly id: number;
  readonly purpose: Purpose;
  /** The function's title. */
  readonly name: string;
  readonly frame: number;
  readonly state: "running" | "failed" | "done";
  readonly problem?: Problem;
  readonly outcome?: Outcome;
};

/** Of the objects that were found: those that were there already, and those that nobody sees for now. */
export type Outcome = { readonly found: number; readonly known: number; readonly hidden: number };

type Asked = Pick<Call, "purpose" | "name" | "frame">;

let lastId = 0;

export class Calls {
  private readonly stops = new Map<number, AbortController>();

  constructor(private readonly store: EditorStore) {}

  /** The answer; null when it was cancelled, or when it failed, which stays in sight until the person has seen it. */
  async run<T>(
    asked: Asked,
    ask: (signal: AbortSignal, rename: (name: string) => void) => Promise<T>,
    stop = new AbortController(),
  ): Promise<{ id: number; answer: T } | null> {
    lastId += 1;
    const id = lastId;
    this.stops.set(id, stop);
    this.store.setState(({ calls }) => ({
      calls: [...calls.filter((call) => !isOver(call, asked)), { ...asked, id, state: "running" }],
    }));
    try {
      const answer = await ask(stop.signal, (name) => this.change(id, { name }));
      if (!stop.signal.aborted) return { id, answer };
    } catch (error) {
      if (!stop.signal.aborted) this.change(id, { state: "failed", problem: asProblem(error) });
    } finally {
      this.stops.delete(id);
    }
    if (stop.signal.aborted) this.drop(id);
    return null;
  }

  /** Says what came of it, or nothing more. */
  end(id: number, outcome?: Outcome) {
    if (outcome) this.change(id, { state: "done", outcome });
    else this.drop(id);
  }

  cancel(id: number) {
    this.stops.get(id)?.abort();
  }

  drop(id: number) {
    this.store.setState(({ calls }) => ({ calls: calls.filter((call) => call.id !== id) }));
  }

  /** What was said of earlier calls for this is of no interest any more. */
  clear(purpose: Purpose) {
    this.store.setState(({ calls }) => ({
      calls: calls.filter((call) => call.purpose !== purpose || call.state === "running"),
    }));
  }

  /** Whether a call for this is under way on a frame. */
  isRunning(purpose: Purpose, frame: number): boolean {
    return this.store
      .getState()
      .calls.some((call) => call.state === "running" && call.purpose === purpose && call.frame === frame);
  }

  private change(id: number, change: Partial<Call>) {
    this.store.setState(({ calls }) => ({
      calls: calls.map((call) => (call.id === id ? { ...call, ...change } : call)),
    }));
  }
}

/** What was said of an earlier call is out of date once the same is asked again. */
const isOver = (call: Call, { purpose, frame }: Asked): boolean =>
  call.state !== "running" && call.purpose === purpose && (call.frame === frame || call.state === "done");
