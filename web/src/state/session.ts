/** A job that is being edited: which frame is shown, what is on it, and everything that changes it. */

import type { FrameMeta, Job, Label, Shape, Task, User } from "@/api/types";
import { defaultsOf } from "@/model/attributes";
import { type CommandName, type Edit, type FrameDocument, keyOf, type Mark } from "@/model/document";
import { drawing } from "@/model/edits";
import { type Drawn, type Item, inDrawingOrder, isDrawn, type Key } from "@/model/item";
import { isShown } from "@/model/visibility";
import { Calls } from "./calls";
import { Commands } from "./commands";
import { Deletions } from "./deletions";
import { Documents } from "./documents";
import { AT_REST, createEditorStore, type EditorState, type EditorStore } from "./editor";
import { Frames } from "./frames";
import { Journal } from "./journal";
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
  /** The frames of the task that are deleted. */
  readonly deleted: readonly number[];
};

const AHEAD = [1, 2, 3, -1];

/** The job that this page has left last, until it is saved as far as that goes. */
let closing: Promise<void> = Promise.resolve();

export class Session {
  readonly store: EditorStore;
  readonly frames: Frames;
  readonly saver: Saver;
  readonly presence: Presence;
  readonly overview: Overview;
  private readonly documents: Documents;
  private readonly commands: Commands;
  readonly calls: Calls;
  readonly deletions: Deletions;

  constructor(
    readonly assignment: Assignment,
    frame: number,
  ) {
    const { user, job, labels, deleted } = assignment;
    this.frames = new Frames(job.id);
    this.presence = new Presence(job.id, (saved) => void this.documents.refresh(saved));
    this.saver = new Saver(
      this.frames,
      new Journal(user.id, job.id, this.presence.page),
      (document) => this.documents.adopt(document),
      (saved) => this.presence.saved(saved),
    );
    this.store = createEditorStore(frame, labels[0]?.id ?? 0, deleted);
    this.overview = new Overview(job, this.store);
    this.calls = new Calls(this.store);
    this.deletions = new Deletions(job.id, this.store);
    this.documents = new Documents(this.store, this.frames, this.saver, this.presence, closing);
    this.commands = new Commands(this.store, this.documents, this.saver);
    void this.show(frame).then(() => this.documents.restoreAll());
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
    // Asked for with every move of the pointer, when there is mostly one or none.
    if (selected.size < 2) return [...selected].flatMap((key) => this.document?.items.get(key) ?? []);
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

  /** Nothing is selected or in hand any more; another page of the job begins. */
  rest() {
    this.store.setState(AT_REST);
  }

  /** Shows another frame of the job; the next ones are loaded before they are asked for. */
  async show(frame: number) {
    if (frame !== this.state.frame) this.store.setState({ frame, selected: new Set(), hovered: null });
    await this.load(frame);
    if (this.state.frame !== frame) return;
    this.documents.forgetFar(frame);
    for (const step of AHEAD) if (this.has(frame + step)) void this.load(frame + step);
  }

  has(frame: number): boolean {
    const { start_frame, stop_frame } = this.assignment.job;
    return start_frame <= frame && frame <= stop_frame;
  }

  /** Loads a frame unless it is there; `again` when the server's has changed, for instance by a run. */
  load(frame: number, again = false): Promise<FrameDocument | undefined> {
    return this.documents.load(frame, again);
  }

  /** Loads those of many frames that are not there; `onCome` after each. */
  loadAll(frames: readonly number[], onCome?: () => void): Promise<void> {
    return this.documents.loadAll(frames, onCome);
  }

  /** Does something that can be undone; nothing if it changes nothing. */
  commit(name: CommandName, edits: readonly Edit[], marks: readonly Mark[] = []) {
    this.commands.commit({ name, edits, marks });
  }

  /** The same, but what is done to the same objects in quick succession is undone as one. */
  continue(name: CommandName, edits: readonly Edit[]) {
    this.commands.continue({ name, edits, marks: [] });
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
    await this.saver.discard(base);
    this.documents.adopt(base.document);
    this.commands.forget(frame);
  }

  /** Takes the last change back; answers with the frame that it was made on. */
  undo(): Promise<number | null> {
    return this.commands.undo();
  }

  redo(): Promise<number | null> {
    return this.commands.redo();
  }

  select(keys: Iterable<Key>, incidental = false) {
    const chosen = new Set(keys);
    const { selected, walked, incidental: was } = this.state;
    const same = chosen.size === selected.size && [...chosen].every((key) => selected.has(key));
    if (!same || walked || was !== incidental) this.store.setState({ selected: chosen, walked: false, incidental });
  }

  /** An object that is dragged is selected with it, but keys are for what the pointer goes to next, unless it was picked before. */
  hold(key: Key) {
    const { selected } = this.state;
    if (selected.size !== 1 || !selected.has(key)) this.select([key], true);
  }

  /** Stands on one object of a queue, until the pointer means another one. */
  standOn(key: Key) {
    this.store.setState({ selected: new Set([key]), walked: true, incidental: false, hovered: null });
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
    this.select(edits.map(keyOf), true);
  }
}

export function shownOf(state: EditorState): Drawn[] {
  const items = state.documents.get(state.frame)?.items.values() ?? [];
  if (state.bare) return [];
  return inDrawingOrder([...items].filter(isDrawn)).filter((item) => isShown(item, state));
}
