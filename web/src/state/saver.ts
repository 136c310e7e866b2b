/** Brings every change to the server: soon after it was made, never twice, and not at all only if the server refuses. */

import { createStore, type StoreApi } from "zustand/vanilla";
import { changeFrame, changeFrames, MOST_FRAMES, Stale } from "@/api/frames";
import { asProblem, Problem } from "@/api/problem";
import { isPassing, meansSignedOut } from "@/api/session";
import type { FrameChanged } from "@/api/types";
import type { FrameDocument } from "@/model/document";
import type { Key } from "@/model/item";
import { FrameCopy } from "./copy";
import type { Base, Frames } from "./frames";
import type { Entry, Journal } from "./journal";
import { restored } from "./restoration";

/** Sent when nothing was done for this long, and at the latest after the second one. */
const IDLE_MS = 500;
const MOST_MS = 2000;
/** Between attempts while there is no answer: twice as long each time, until the last. */
const RETRY_MS = 1000;
const MOST_RETRY_MS = 30_000;
/** So many objects that have changed go in one request; a frame that has more goes alone. */
const MOST_OBJECTS = 2000;

export type SaveStatus = "saved" | "saving" | "offline" | "signedOut" | "conflict" | "refused";

export type SaveState = {
  readonly status: SaveStatus;
  /** Objects that the server does not have as they are now. */
  readonly changes: number;
  readonly problem: Problem | null;
  /** What was changed here and by somebody else, by frame. */
  readonly conflicts: ReadonlyMap<number, ReadonlySet<Key>>;
  /** Frames that the server does not take, and why. */
  readonly refused: ReadonlyMap<number, Problem>;
};

const SAVED: SaveState = { status: "saved", changes: 0, problem: null, conflicts: new Map(), refused: new Map() };

export class Saver {
  readonly store: StoreApi<SaveState> = createStore<SaveState>(() => SAVED);
  private readonly copies = new Map<number, FrameCopy>();
  private timer = 0;
  private since = 0;
  private attempts = 0;
  /** Why nothing can be sent at the moment. */
  private halted: Pick<SaveState, "status" | "problem"> | null = null;
  private sending: Promise<void> | null = null;

  constructor(
    private readonly frames: Frames,
    readonly journal: Journal,
    /** A frame has become another one by what somebody else did to it. */
    private readonly onMerged: (document: FrameDocument) => void,
    private readonly onSaved: (frame: number) => void = () => {},
  ) {}

  /** What the server has of a frame, and nothing else. */
  know(base: Base) {
    this.copies.set(base.document.frame, new FrameCopy(base, this.frames));
  }

  forget(frame: number) {
    if (!this.isDirty(frame)) this.copies.delete(frame);
  }

  isDirty(frame: number): boolean {
    return this.copies.get(frame)?.isClean === false;
  }

  /** The version of a frame that the server is known to have; 0 when nothing is known. */
  version(frame: number): number {
    return this.copies.get(frame)?.base.version ?? 0;
  }

  /** What the server has of an object that is in conflict. */
  theirs(frame: number): FrameDocument | undefined {
    return this.copies.get(frame)?.base.document;
  }

  /** The frames are now like this. */
  note(documents: readonly FrameDocument[]) {
    if (this.dirty().length === 0) this.since = Date.now();
    const noted = documents.map((document) => {
      const copy = this.copies.get(document.frame);
      if (!copy) throw new Error(`frame ${document.frame} was changed before it was loaded`);
      copy.note(document);
      return copy;
    });
    void this.write(noted);
    this.report();
    if (!this.halted) this.schedule(Math.max(0, Math.min(IDLE_MS, this.since + MOST_MS - Date.now())));
  }

  /** Sends what there is; done when the server has it, or has not taken it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  /** The same, and what was refused is tried again. */
  retry(): Promise<void> {
    for (const copy of this.copies.values()) copy.refused = null;
    return this.flush();
  }

  /** What was done to these objects here was done to what somebody else has changed since: a person chooses. */
  contest(frame: number, keys: readonly Key[]) {
    const copy = this.copies.get(frame);
    if (!copy || keys.length === 0) return;
    copy.contest(keys);
    this.note([copy.now]);
  }

  /** These objects are to become what they are here. */
  release(frame: number, keys: Iterable<Key>) {
    const copy = this.copies.get(frame);
    copy?.release(keys);
    if (copy) this.note([copy.now]);
  }

  /** What the server has is what there is; the change that was made here is given up. */
  async discard(base: Base) {
    this.know(base);
    await this.journal.remove([base.document.frame]);
    this.report();
  }

  /** Goes on where a page that is gone has stopped. */
  async restore(entry: Entry) {
    const { base, merged } = await restored(entry, this.frames);
    const copy = new FrameCopy(base, this.frames);
    this.copies.set(entry.frame, copy);
    copy.take(base, merged);
    await this.write([copy]);
    await this.journal.remove([entry.frame], entry.page);
    this.onMerged(merged.document);
    this.report();
    await this.flush();
  }

  /** The page is going away: what can still be sent goes without an answer being waited for. */
  leave() {
    for (const copy of this.dirty()) {
      const under = copy.begin();
      if (!under) continue;
      void this.write([copy]);
      changeFrame(this.frames.job, copy.frame, under.body, under.version, true).catch(() => {});
    }
  }

  dispose() {
    clearTimeout(this.timer);
  }

  private schedule(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), milliseconds);
  }

  private dirty(): FrameCopy[] {
    return [...this.copies.values()].filter(({ isClean }) => !isClean);
  }

  private write(copies: readonly FrameCopy[]): Promise<unknown> {
    return this.journal.put(copies.map(({ entry }) => entry));
  }

  private async sendAll() {
    let most = MOST_FRAMES;
    for (let group = this.group(most); group.length > 0; group = this.group(most)) {
      try {
        await this.send(group);
      } catch (error) {
        const problem = asProblem(error);
        if (isPassing(problem)) return this.wait(problem);
        const [only, ...others] = group;
        // One of them may be to blame for all: each is asked about alone.
        if (others.length > 0) most = 1;
        else if (only) this.refuse(only, problem);
      }
    }
    this.go();
    this.report();
  }

  private go() {
    this.attempts = 0;
    this.halted = null;
  }

  /** Frames of which something may be sent; those that are clean by now leave the journal. */
  private group(most: number): FrameCopy[] {
    const [group, clean]: [FrameCopy[], number[]] = [[], []];
    let objects = 0;
    for (const copy of this.dirty()) {
      if (copy.refused) continue;
      const under = copy.begin();
      if (copy.isClean) clean.push(copy.frame);
      if (!under) continue;
      objects += copy.owed;
      if (group.length === most || (group.length > 0 && objects > MOST_OBJECTS)) break;
      group.push(copy);
    }
    void this.journal.remove(clean);
    return group;
  }

  private async send(group: readonly FrameCopy[]) {
    this.report();
    await this.write(group);
    const outcomes = await this.ask(group);
    for (const [at, copy] of group.entries()) this.take(copy, outcomes[at]);
    this.go();
    void this.journal.remove(group.filter(({ isClean }) => isClean).map(({ frame }) => frame));
    void this.write(group.filter(({ isClean }) => !isClean));
  }

  /** What the server makes of each frame, or why it does not. */
  private async ask(group: readonly FrameCopy[]): Promise<(FrameChanged | Problem)[]> {
    const changes = group.flatMap(({ frame, sending }) =>
      sending ? { frame, version: sending.version, change: sending.body } : [],
    );
    const [only, ...others] = changes;
    if (!only || others.length > 0) return changeFrames(this.frames.job, changes);
    try {
      return [await changeFrame(this.frames.job, only.frame, only.change, only.version)];
    } catch (error) {
      if (error instanceof Stale) return [error];
      throw error;
    }
  }

  private take(copy: FrameCopy, outcome?: FrameChanged | Problem) {
    if (outcome instanceof Stale) this.rebase(copy, this.frames.baseOf(copy.frame, outcome.current));
    else if (outcome instanceof Problem) this.refuse(copy, outcome);
    else if (outcome && copy.sending) {
      copy.settle(copy.sending, outcome);
      this.onSaved(copy.frame);
    }
  }

  private rebase(copy: FrameCopy, theirs: Base) {
    copy.rebase(theirs);
    this.report();
    this.onMerged(copy.now);
  }

  private refuse(copy: FrameCopy, problem: Problem) {
    copy.sending = null;
    copy.refused = problem;
    void this.write([copy]);
  }

  /** There is no answer now; there may be one later. */
  private wait(problem: Problem) {
    const status = meansSignedOut(problem) ? "signedOut" : "offline";
    this.halted = { status, problem };
    this.report();
    if (status === "signedOut") return;
    this.schedule(Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** this.attempts));
    this.attempts += 1;
  }

  private report() {
    const dirty = this.dirty();
    const changes = dirty.reduce((sum, copy) => sum + copy.owed, 0);
    const conflicts = new Map(dirty.flatMap((copy) => (copy.conflicts.size ? [[copy.frame, copy.conflicts]] : [])));
    const refused = new Map(dirty.flatMap((copy) => (copy.refused ? [[copy.frame, copy.refused]] : [])));
    const status =
      conflicts.size > 0 ? "conflict" : refused.size > 0 ? "refused" : dirty.length > 0 ? "saving" : "saved";
    const problem = [...refused.values()][0] ?? null;
    this.store.setState({ status, problem, ...this.halted, changes, conflicts, refused });
  }
}
