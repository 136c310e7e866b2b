/** A job that is being edited: which frame is shown, what is on it, and everything that changes it. */

import type { FrameMeta, Job, Label, Shape, Task, User } from "@/api/types";
import { defaultsOf } from "@/model/attributes";
import {
  after,
  applied,
  type Command,
  type CommandName,
  type Edit,
  type FrameDocument,
  framesOf,
  type History,
  inverse,
  keyOf,
  type Mark,
  merged,
  stepBack,
  stepForth,
} from "@/model/document";
import { drawing } from "@/model/edits";
import { type Drawn, type Item, inDrawingOrder, isDrawn, type Key } from "@/model/item";
import { isShown } from "@/model/visibility";
import { createEditorStore, type EditorState, type EditorStore } from "./editor";
import { Frames } from "./frames";
import { type Entry, Journal } from "./journal";
import { Overview } from "./overview";
import { Presence } from "./presence";
import { Saver } from "./saver";

export type Assignment = {
  /** Who works on it; what could not be saved is nobody else's. */
  readonly user: User;
  readonly task: Task;
  readonly job: Job;
  readonly labels: readonly Label[];
  /** The pictures of the task by frame number. */
  readonly frames: readonly FrameMeta[];
};

const AHEAD = [1, 2, 3, -1];
/** Frames further away than this are forgotten, unless the server lacks something of them. */
const KEPT = 40;
const SUCCESSION_MS = 800;

/** The job that this page has left last, until it is saved as far as that goes. */
let closing: Promise<void> = Promise.resolve();

export class Session {
  readonly store: EditorStore;
  readonly frames: Frames;
  readonly saver: Saver;
  readonly presence: Presence;
  /** What other pages have left of frames that are not taken up again yet. */
  private readonly left = new Map<number, Entry[]>();
  private readonly restoring = new Map<number, Promise<void>>();
  private readonly opened: Promise<void>;
  readonly overview: Overview;
  private stepping = false;
  private committed = 0;

  constructor(
    readonly assignment: Assignment,
    frame: number,
  ) {
    const { user, job, labels } = assignment;
    this.frames = new Frames(job.id);
    this.presence = new Presence(job.id, (saved) => void this.refresh(saved));
    this.saver = new Saver(
      this.frames,
      new Journal(user.id, job.id, this.presence.page),
      (document) => this.adopt(document),
      (saved) => this.presence.saved(saved),
    );
    this.store = createEditorStore(frame, labels[0]?.id ?? 0);
    this.overview = new Overview(job, this.store);
    this.opened = closing.then(() => this.readJournal());
    void this.show(frame).then(() => this.restoreAll());
  }

  get state(): EditorState {
    return this.store.getState();
  }

  /** The frame that is shown, once it is loaded. */
  get document(): FrameDocument | undefined {
    return this.state.documents.get(this.state.frame);
  }

  /** What can be seen, in drawing order. */
  get shown(): Drawn[] {
    return shownOf(this.state);
  }

  get selection(): Item[] {
    const { selected } = this.state;
    return [...(this.document?.items.values() ?? [])].filter(({ key }) => selected.has(key));
  }

  labelOf(id: number): Label | undefined {
    return this.assignment.labels.find((label) => label.id === id);
  }

  /** Leaves the job; whoever opens it next finds everything saved, or in the journal. */
  dispose() {
    closing = this.saver.flush().then(() => {
      this.saver.dispose();
      this.presence.leave();
    });
  }

  /** Shows another frame of the job; the next ones are loaded before they are asked for. */
  async show(frame: number) {
    if (frame !== this.state.frame) this.store.setState({ frame, selected: new Set(), hovered: null });
    await this.load(frame);
    if (this.state.frame !== frame) return;
    this.forgetFar(frame);
    for (const step of AHEAD) if (this.has(frame + step)) void this.load(frame + step);
  }

  has(frame: number): boolean {
    const { start_frame, stop_frame } = this.assignment.job;
    return start_frame <= frame && frame <= stop_frame;
  }

  /** Loads a frame unless it is there; `again` when the server's has changed, for instance by a run. */
  async load(frame: number, again = false): Promise<FrameDocument | undefined> {
    const known = this.state.documents.get(frame);
    if (known && (!again || this.saver.isDirty(frame))) return known;
    try {
      await this.opened;
      await this.restore(frame);
      if (this.saver.isDirty(frame)) return this.state.documents.get(frame);
      const base = await this.frames.read(frame);
      // What was changed and saved meanwhile is newer than what was asked for before.
      if (this.saver.isDirty(frame) || this.saver.version(frame) > base.version) return this.state.documents.get(frame);
      this.saver.know(base);
      this.store.setState(({ documents, failures }) => ({
        documents: new Map(documents).set(frame, base.document),
        failures: without(failures, frame),
      }));
    } catch (error) {
      this.store.setState(({ failures }) => ({ failures: new Map(failures).set(frame, error) }));
    }
    return this.state.documents.get(frame);
  }

  /** Does something that can be undone; nothing if it changes nothing. */
  commit(name: CommandName, edits: readonly Edit[], marks: readonly Mark[] = []) {
    if (edits.length === 0 && marks.length === 0) return;
    const command = { name, edits, marks };
    this.apply(command);
    this.store.setState(({ history }) => ({ history: after(history, command) }));
    this.committed = Date.now();
  }

  /** The same, but what is done to the same objects in quick succession is undone as one. */
  continue(name: CommandName, edits: readonly Edit[]) {
    const last = Date.now() - this.committed < SUCCESSION_MS ? this.state.history.done.at(-1) : undefined;
    const whole = last && edits.length > 0 ? merged(last, { name, edits, marks: [] }) : null;
    if (!last || !whole) return this.commit(name, edits);
    this.apply({ name, edits, marks: [] });
    this.store.setState(({ history }) => ({ history: after(stepBack(history, last), whole) }));
    this.committed = Date.now();
  }

  /** Both have changed these objects: ours are kept, or theirs. */
  settle(frame: number, keys: readonly Key[], side: "ours" | "theirs") {
    if (side === "ours") return this.saver.release(frame, keys);
    const [ours, theirs] = [this.state.documents.get(frame)?.items, this.saver.theirs(frame)?.items];
    this.commit(
      "settle",
      keys.map((key) => ({ frame, before: ours?.get(key) ?? null, after: theirs?.get(key) ?? null })),
    );
  }

  /** Gives up what was changed on a frame and could not be saved; its commands cannot be undone any more. */
  async discard(frame: number) {
    const base = await this.frames.read(frame);
    const elsewhere = (commands: readonly Command[]) =>
      commands.filter((command) => !framesOf(command).includes(frame));
    await this.saver.discard(base);
    this.adopt(base.document);
    this.store.setState(({ history }) => ({
      history: { done: elsewhere(history.done), undone: elsewhere(history.undone) },
    }));
  }

  /** Takes the last change back; answers with the frame that it was made on. */
  undo(): Promise<number | null> {
    return this.step(this.state.history.done.at(-1), inverse, stepBack);
  }

  redo(): Promise<number | null> {
    return this.step(this.state.history.undone.at(-1), (command) => command, stepForth);
  }

  select(keys: Iterable<Key>) {
    const chosen = new Set(keys);
    const { selected, walked } = this.state;
    const same = chosen.size === selected.size && [...chosen].every((key) => selected.has(key));
    if (!same || walked) this.store.setState({ selected: chosen, walked: false });
  }

  /** Stands on one object of a queue, until the pointer means another one. */
  standOn(key: Key) {
    this.store.setState({ selected: new Set([key]), walked: true, hovered: null });
  }

  /** From which score on predictions are shown: all, or those of one label, which follows the others again with null. */
  limit(threshold: number | null, label?: number) {
    if (label === undefined) return this.store.setState({ threshold });
    const thresholds = new Map(this.state.thresholds);
    if (threshold === null) thresholds.delete(label);
    else thresholds.set(label, threshold);
    this.store.setState({ thresholds });
  }

  hover(key: Key | null) {
    if (key !== this.state.hovered) this.store.setState({ hovered: key });
  }

  /** Makes objects of the label that is chosen for drawing, and selects them. */
  draw(shapes: readonly (Pick<Shape, "type" | "points"> & Partial<Shape>)[], name: CommandName = "draw") {
    const { label, frame } = this.state;
    const attributes = defaultsOf(this.labelOf(label));
    const edits = drawing(
      frame,
      shapes.map((shape) => ({ label_id: label, source: "manual", attributes, ...shape })),
    );
    this.commit(name, edits);
    this.select(edits.map(keyOf));
  }

  private async step(
    command: Command | undefined,
    turned: (command: Command) => Command,
    moved: (history: History, command: Command) => History,
  ): Promise<number | null> {
    if (!command || this.stepping) return null;
    this.stepping = true;
    const loaded = framesOf(command).every((frame) => this.state.documents.has(frame));
    if (!loaded) await Promise.all(framesOf(command).map((frame) => this.load(frame)));
    this.stepping = false;
    this.apply(turned(command));
    this.store.setState(({ history }) => ({ history: moved(history, command) }));
    return framesOf(command)[0] ?? null;
  }

  private apply(command: Command) {
    const documents = new Map(this.state.documents);
    for (const frame of framesOf(command)) {
      const document = documents.get(frame);
      if (!document) throw new Error(`frame ${frame} was changed before it was loaded`);
      const changed = applied(document, command);
      documents.set(frame, changed);
      this.saver.note(changed);
    }
    this.store.setState(({ selected, frame }) => ({ documents, selected: present(selected, documents.get(frame)) }));
  }

  /** A frame has become another one by what somebody else did. */
  private adopt(document: FrameDocument) {
    this.store.setState(({ documents, failures, selected, frame }) => ({
      documents: new Map(documents).set(document.frame, document),
      failures: without(failures, document.frame),
      selected: frame === document.frame ? present(selected, document) : selected,
    }));
  }

  /** Another page has saved a frame; what was changed here as well is brought together when it is sent. */
  private async refresh(frame: number) {
    if (this.state.documents.has(frame)) await this.load(frame, true);
  }

  private async readJournal() {
    const entries = await this.saver.journal.entries();
    const alive: ReadonlySet<string> = entries.length > 0 ? await this.presence.alive() : new Set();
    for (const entry of entries) {
      if (alive.has(entry.page)) continue;
      this.left.set(entry.frame, [...(this.left.get(entry.frame) ?? []), entry]);
    }
  }

  /** What a page before this one could not save of a frame; of several pages, one after the other. */
  private restore(frame: number): Promise<void> {
    const known = this.restoring.get(frame);
    if (known) return known;
    const restoring = this.restoreEntries(frame).finally(() => this.restoring.delete(frame));
    this.restoring.set(frame, restoring);
    return restoring;
  }

  private async restoreEntries(frame: number) {
    for (const entry of this.left.get(frame) ?? []) {
      if (this.saver.isDirty(frame)) return;
      await this.saver.restore(entry);
      this.left.set(
        frame,
        (this.left.get(frame) ?? []).filter((other) => other !== entry),
      );
    }
    this.left.delete(frame);
  }

  private async restoreAll() {
    for (const frame of [...this.left.keys()]) await this.load(frame);
  }

  private forgetFar(frame: number) {
    const far = [...this.state.documents.keys()].filter((other) => Math.abs(other - frame) > KEPT);
    const forgotten = far.filter((other) => !this.saver.isDirty(other));
    if (forgotten.length === 0) return;
    const { done, undone } = this.state.history;
    const named = new Set([...done, ...undone].flatMap(framesOf));
    const documents = new Map(this.state.documents);
    for (const other of forgotten) {
      if (!named.has(other)) this.frames.forget(documents.get(other)?.items.values() ?? []);
      documents.delete(other);
      this.saver.forget(other);
    }
    this.store.setState({ documents });
  }
}

export function shownOf(state: EditorState): Drawn[] {
  const items = state.documents.get(state.frame)?.items.values() ?? [];
  if (state.bare) return [];
  return inDrawingOrder([...items].filter(isDrawn)).filter((item) => isShown(item, state));
}

const present = (keys: ReadonlySet<Key>, document?: FrameDocument): ReadonlySet<Key> =>
  [...keys].every((key) => document?.items.has(key))
    ? keys
    : new Set([...keys].filter((key) => document?.items.has(key)));

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const result = new Map(map);
  result.delete(key);
  return result;
}
