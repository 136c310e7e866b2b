/** A job that is being edited: which frame is shown, what is on it, and everything that changes it. */

import type { FrameMeta, Job, Label, Shape, Task } from "@/api/types";
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
import { Saver } from "./saver";

export type Assignment = {
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

export class Session {
  readonly store: EditorStore;
  readonly frames: Frames;
  readonly saver: Saver;
  private stepping = false;
  private committed = 0;

  constructor(
    readonly assignment: Assignment,
    frame: number,
  ) {
    const { job, labels } = assignment;
    this.frames = new Frames(job.id);
    this.saver = new Saver(this.frames);
    this.store = createEditorStore(frame, labels[0]?.id ?? 0);
    void this.show(frame);
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

  dispose() {
    void this.saver.flush();
    this.saver.dispose();
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
      const base = await this.frames.read(frame);
      if (this.saver.isDirty(frame)) return this.state.documents.get(frame);
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

  /** Takes the last change back; answers with the frame that it was made on. */
  undo(): Promise<number | null> {
    return this.step(this.state.history.done.at(-1), inverse, stepBack);
  }

  redo(): Promise<number | null> {
    return this.step(this.state.history.undone.at(-1), (command) => command, stepForth);
  }

  select(keys: Iterable<Key>) {
    this.store.setState({ selected: new Set(keys) });
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

  private forgetFar(frame: number) {
    const far = [...this.state.documents.keys()].filter((other) => Math.abs(other - frame) > KEPT);
    const forgotten = far.filter((other) => !this.saver.isDirty(other));
    if (forgotten.length === 0) return;
    const documents = new Map(this.state.documents);
    for (const other of forgotten) {
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
