/** Brings frames to the page and takes them away again: what the server has, and what a page before left in the journal. */

import { MOST_FRAMES } from "@/api/frames";
import { type FrameDocument, framesOf } from "@/model/document";
import type { Key } from "@/model/item";
import type { EditorStore } from "./editor";
import type { Base, Frames } from "./frames";
import type { Entry } from "./journal";
import type { Presence } from "./presence";
import type { Saver } from "./saver";

/** Frames further away than this are forgotten, unless the server lacks something of them. */
const KEPT = 40;

export class Documents {
  /** What other pages have left of frames that are not taken up again yet. */
  private readonly left = new Map<number, Entry[]>();
  private readonly restoring = new Map<number, Promise<void>>();
  /** Whether it is known what is left in the journal. */
  private isOpen = false;
  private readonly opened: Promise<void>;

  /** `before`: what must be over before anything is read. */
  constructor(
    private readonly store: EditorStore,
    private readonly frames: Frames,
    private readonly saver: Saver,
    private readonly presence: Presence,
    private readonly before: Promise<void>,
  ) {
    this.opened = before.then(() => this.readJournal());
  }

  get(frame: number): FrameDocument | undefined {
    return this.store.getState().documents.get(frame);
  }

  /** Loads a frame unless it is there; `again` when the server's has changed, for instance by a run. */
  async load(frame: number, again = false): Promise<FrameDocument | undefined> {
    const known = this.get(frame);
    if (known && (!again || this.saver.isDirty(frame))) return known;
    try {
      const early = this.isOpen ? null : await this.readEarly(frame);
      const restores = this.left.has(frame);
      await this.restore(frame);
      if (this.saver.isDirty(frame)) return this.get(frame);
      const base = early && !restores ? early : await this.frames.read(frame);
      // What was changed and saved meanwhile is newer than what was asked for before.
      if (this.saver.isDirty(frame) || this.saver.version(frame) > base.version) return this.get(frame);
      this.saver.know(base);
      this.adopt(base.document);
    } catch (error) {
      this.store.setState(({ failures }) => ({ failures: new Map(failures).set(frame, error) }));
    }
    return this.get(frame);
  }

  /** The same of many frames, of which many come in one answer; `onCome` after each. */
  async loadAll(frames: readonly number[], onCome: () => void = () => {}) {
    const missing = frames.filter((frame) => !this.get(frame));
    for (let at = 0; at < missing.length; at += MOST_FRAMES) {
      const group = missing.slice(at, at + MOST_FRAMES);
      this.frames.fetch(group);
      await Promise.all(group.map((frame) => this.load(frame).then(onCome)));
    }
  }

  /** A frame has become another one, and not by a command. */
  adopt(document: FrameDocument) {
    this.store.setState(({ documents, failures, selected, frame }) => ({
      documents: new Map(documents).set(document.frame, document),
      failures: without(failures, document.frame),
      selected: frame === document.frame ? present(selected, document) : selected,
    }));
  }

  /** Another page has saved a frame; what was changed here as well is brought together when it is sent. */
  async refresh(frame: number) {
    if (this.get(frame)) await this.load(frame, true);
  }

  /** Everything that pages before this one have left. */
  async restoreAll() {
    for (const frame of [...this.left.keys()]) await this.load(frame);
  }

  /** Lets go of what lies far from a frame. */
  forgetFar(frame: number) {
    const { documents, history } = this.store.getState();
    const far = [...documents.keys()].filter((other) => Math.abs(other - frame) > KEPT && !this.saver.isDirty(other));
    if (far.length === 0) return;
    const named = new Set([...history.done, ...history.undone].flatMap(framesOf));
    const near = new Map(documents);
    for (const other of far) {
      if (!named.has(other)) this.frames.forget(near.get(other)?.items.values() ?? []);
      near.delete(other);
      this.saver.forget(other);
    }
    this.store.setState({ documents: near });
  }

  /** The browser takes its time to open the journal; the frame comes meanwhile. Not to be used if the journal has of it. */
  private async readEarly(frame: number): Promise<Base> {
    await this.before;
    const [base] = await Promise.all([this.frames.read(frame), this.opened]);
    return base;
  }

  private async readJournal() {
    const entries = await this.saver.journal.entries();
    const alive: ReadonlySet<string> = entries.length > 0 ? await this.presence.alive() : new Set();
    for (const entry of entries) {
      if (alive.has(entry.page)) continue;
      this.left.set(entry.frame, [...(this.left.get(entry.frame) ?? []), entry]);
    }
    this.isOpen = true;
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
}

/** Those of the keys that are on the frame; the same set when all of them are. */
export const present = (keys: ReadonlySet<Key>, document?: FrameDocument): ReadonlySet<Key> =>
  [...keys].every((key) => document?.items.has(key))
    ? keys
    : new Set([...keys].filter((key) => document?.items.has(key)));

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const result = new Map(map);
  result.delete(key);
  return result;
}
