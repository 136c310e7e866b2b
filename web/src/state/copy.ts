/** What this page has of one frame: as the server has it, as it was sent, and as it is now. */

import type { Problem } from "@/api/problem";
import type { FrameChanged } from "@/api/types";
import { differenceOf, isEmpty, sizeOf } from "@/model/change";
import { type FrameDocument, keyOf } from "@/model/document";
import type { Key } from "@/model/item";
import { type Draft, draftOf, isSame, type Merge, merge } from "@/model/merge";
import type { Base, Frames } from "./frames";
import type { Entry, Sending } from "./journal";
import { uuid } from "./uuid";

type UnderWay = Sending & { readonly document: FrameDocument };

export class FrameCopy {
  now: FrameDocument;
  sending: UnderWay | null = null;
  /** Changed here and by somebody else: not sent until it is settled. */
  conflicts: ReadonlySet<Key> = new Set();
  /** Why the server does not take it. */
  refused: Problem | null = null;
  /** How many objects the server does not have as they are now. */
  owed = 0;

  constructor(
    public base: Base,
    private readonly frames: Frames,
  ) {
    this.now = base.document;
  }

  get frame(): number {
    return this.now.frame;
  }

  get isClean(): boolean {
    return this.now === this.base.document && this.sending === null;
  }

  /** The frame is now like this. */
  note(document: FrameDocument) {
    this.now = document;
    this.refused = null;
    const theirs = this.base.document.items;
    const open = [...this.conflicts].filter((key) => !isSame(document.items.get(key) ?? null, theirs.get(key) ?? null));
    if (open.length < this.conflicts.size) this.conflicts = new Set(open);
    this.tally();
  }

  /** What is to be sent next; null when there is nothing that may be. */
  begin(): UnderWay | null {
    if (this.sending || this.refused) return this.sending;
    const document = this.sendable();
    const { change, createdKeys, tagKeys } = differenceOf(this.base.document, document, this.frames.numbers);
    if (isEmpty(change)) {
      if (this.conflicts.size === 0) this.base = { ...this.base, document: this.now };
      return null;
    }
    const body = { ...change, change: uuid() };
    this.sending = { body, version: this.base.version, createdKeys, tagKeys, document };
    return this.sending;
  }

  /** The server has taken what was sent. */
  settle({ createdKeys, tagKeys, document }: UnderWay, answer: FrameChanged) {
    for (const [at, key] of createdKeys.entries()) this.frames.number(key, answer.created[at]?.id ?? key);
    for (const [at, key] of tagKeys.entries()) this.frames.number(key, answer.tags_created[at]?.id ?? key);
    this.base = { version: answer.version, document };
    this.sending = null;
    this.tally();
  }

  /** The server has another version than what this began with. */
  rebase(theirs: Base) {
    const open = this.conflicts;
    this.conflicts = new Set();
    this.take(theirs, merge(theirs.document, draftOf(this.base.document, this.now), true, open));
  }

  take(theirs: Base, { document, conflicts }: Merge) {
    const known = [...this.base.document.items.keys(), ...this.now.items.keys()];
    for (const key of known) if (!theirs.document.items.has(key)) this.frames.unnumber(key);
    this.base = theirs;
    this.sending = null;
    this.conflicts = conflicts;
    this.note(document);
  }

  /** These are not sent before somebody has chosen. */
  contest(keys: Iterable<Key>) {
    this.conflicts = new Set([...this.conflicts, ...keys]);
  }

  /** These are to become what they are here. */
  release(keys: Iterable<Key>) {
    const left = new Set(this.conflicts);
    for (const key of keys) left.delete(key);
    this.conflicts = left;
  }

  /** As it is written down for a page that comes after this one. */
  get entry(): Omit<Entry, "user" | "job" | "page"> {
    const { base, now, sending, conflicts, frame } = this;
    const sent = sending?.document ?? base.document;
    const draft = draftOf(sent, now);
    const first = draftOf(base.document, sent);
    const ids = new Map<Key, number>();
    for (const key of [...first.edits, ...draft.edits].map(keyOf)) {
      const id = this.frames.idOf(key);
      if (id !== undefined) ids.set(key, id);
    }
    return { frame, version: base.version, sending: sending && written(sending, first), draft, ids, open: conflicts };
  }

  private sendable(): FrameDocument {
    if (this.conflicts.size === 0) return this.now;
    const items = new Map(this.now.items);
    for (const key of this.conflicts) {
      const theirs = this.base.document.items.get(key);
      if (theirs) items.set(key, theirs);
      else items.delete(key);
    }
    return { ...this.now, items };
  }

  private tally() {
    this.owed = sizeOf(differenceOf(this.base.document, this.now, this.frames.numbers).change);
  }
}

const written = ({ document: _, ...sending }: UnderWay, draft: Draft): Entry["sending"] => ({ ...sending, draft });
