/** Does what a person does to frames, takes it back and does it again; keeps the history. */

import {
  after,
  applied,
  type Command,
  framesOf,
  type History,
  inverse,
  merged,
  stepBack,
  stepForth,
} from "@/model/document";
import { overtakenIn } from "@/model/merge";
import { type Documents, present } from "./documents";
import type { EditorStore } from "./editor";
import type { Saver } from "./saver";

const SUCCESSION_MS = 800;

export class Commands {
  private stepping = false;
  private last = 0;

  constructor(
    private readonly store: EditorStore,
    private readonly documents: Documents,
    private readonly saver: Saver,
  ) {}

  private get history(): History {
    return this.store.getState().history;
  }

  /** Does something that can be undone; nothing if it changes nothing. */
  commit(command: Command) {
    if (command.edits.length === 0 && command.marks.length === 0) return;
    this.apply(command);
    this.keep(after(this.history, command));
  }

  /** The same, but what is done to the same objects in quick succession is undone as one. */
  continue(command: Command) {
    const last = Date.now() - this.last < SUCCESSION_MS ? this.history.done.at(-1) : undefined;
    const whole = last && command.edits.length > 0 ? merged(last, command) : null;
    if (!last || !whole) return this.commit(command);
    this.apply(command);
    this.keep(after(stepBack(this.history, last), whole));
  }

  /** Takes the last change back; answers with the frame that it was made on. */
  undo(): Promise<number | null> {
    return this.step(this.history.done.at(-1), inverse, stepBack);
  }

  redo(): Promise<number | null> {
    return this.step(this.history.undone.at(-1), (command) => command, stepForth);
  }

  /** What was done on a frame cannot be undone any more. */
  forget(frame: number) {
    const elsewhere = (commands: readonly Command[]) =>
      commands.filter((command) => !framesOf(command).includes(frame));
    this.store.setState(({ history }) => ({
      history: { done: elsewhere(history.done), undone: elsewhere(history.undone) },
    }));
  }

  private keep(history: History) {
    this.store.setState({ history });
    this.last = Date.now();
  }

  private async step(
    command: Command | undefined,
    turned: (command: Command) => Command,
    moved: (history: History, command: Command) => History,
  ): Promise<number | null> {
    if (!command || this.stepping) return null;
    this.stepping = true;
    await this.documents.loadAll(framesOf(command));
    this.stepping = false;
    const step = turned(command);
    const overtaken = framesOf(step).map((frame) => [frame, overtakenIn(this.documents.get(frame), step)] as const);
    this.apply(step);
    for (const [frame, keys] of overtaken) this.saver.contest(frame, keys);
    this.store.setState(({ history }) => ({ history: moved(history, command) }));
    return framesOf(command)[0] ?? null;
  }

  private apply(command: Command) {
    const documents = new Map(this.store.getState().documents);
    const changed = framesOf(command).map((frame) => {
      const document = documents.get(frame);
      if (!document) throw new Error(`frame ${frame} was changed before it was loaded`);
      return applied(document, command);
    });
    for (const document of changed) documents.set(document.frame, document);
    this.saver.note(changed);
    this.store.setState(({ selected, frame }) => ({ documents, selected: present(selected, documents.get(frame)) }));
  }
}
