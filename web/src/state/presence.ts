/** Which pages of this browser have the same job open: they tell each other, and leave each other's journal alone. */

import { createStore, type StoreApi } from "zustand/vanilla";
import { uuid } from "./uuid";

const LISTEN_MS = 200;
const lockOf = (page: string) => `prelabel-page-${page}`;

type Word =
  | { readonly says: "hello" | "here" | "bye"; readonly page: string }
  | { readonly says: "saved"; readonly page: string; readonly frame: number };

export class Presence {
  readonly page = uuid();
  /** The other pages that have the job open. */
  readonly others: StoreApi<ReadonlySet<string>> = createStore<ReadonlySet<string>>(() => new Set());
  private readonly channel: BroadcastChannel;
  private letGo: () => void = () => {};

  constructor(
    job: number,
    /** Another page has saved this frame. */
    private readonly onSaved: (frame: number) => void,
  ) {
    this.channel = new BroadcastChannel(`prelabel-job-${job}`);
    this.channel.onmessage = ({ data }: MessageEvent<Word>) => this.hear(data);
    this.say("hello");
    // The lock goes with the page, however that ends. Browsers give locks to safe origins only.
    void navigator.locks?.request(lockOf(this.page), () => new Promise<void>((resolve) => (this.letGo = resolve)));
  }

  /** The pages that are still open, whether they have answered yet or not. */
  async alive(): Promise<ReadonlySet<string>> {
    const locks = (await navigator.locks?.query())?.held?.map(({ name }) => name) ?? [];
    const locked = locks.flatMap((name) => (name?.startsWith(lockOf("")) ? name.slice(lockOf("").length) : []));
    if (!navigator.locks) await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
    return new Set([...this.others.getState(), ...locked]);
  }

  saved(frame: number) {
    this.channel.postMessage({ says: "saved", page: this.page, frame } satisfies Word);
  }

  /** Gone, or asleep where it may be woken again. */
  bye() {
    this.say("bye");
  }

  hello() {
    this.say("hello");
  }

  leave() {
    this.bye();
    this.channel.close();
    this.letGo();
  }

  private say(says: "hello" | "here" | "bye") {
    this.channel.postMessage({ says, page: this.page } satisfies Word);
  }

  private hear(word: Word) {
    if (word.says === "saved") return this.onSaved(word.frame);
    const others = new Set(this.others.getState());
    if (word.says === "bye") others.delete(word.page);
    else others.add(word.page);
    this.others.setState(others, true);
    if (word.says === "hello") this.say("here");
  }
}
