/** Reads frames, and keeps under which keys their objects go on this page. */

import { readFrame, readFrames } from "@/api/frames";
import type { FrameContent } from "@/api/types";
import { type Ids, idOf } from "@/model/change";
import type { FrameDocument } from "@/model/document";
import { newKey } from "@/model/edits";
import { type Item, isDrawn, isKept, type KeptItem, type KeptTagItem, type Key } from "@/model/item";

type Kept = KeptItem | KeptTagItem;

/** What the server is known to have. */
export type Base = { readonly version: number; readonly document: FrameDocument };

export class Frames {
  private readonly ids = new Map<Key, number | undefined>();
  private readonly keys = new Map<number | string, Key>();
  private readonly coming = new Map<number, Promise<Base>>();

  constructor(readonly job: number) {}

  /** The server's ids of what was drawn on this page. */
  get numbers(): Ids {
    return this.ids;
  }

  idOf(key: Key): number | undefined {
    return idOf(key, this.ids);
  }

  /** The server has given this id to what was drawn here; it stays the same object, also when it is read again. */
  number(key: Key, id: number) {
    if (key === id) return;
    this.ids.set(key, id);
    this.keys.set(id, key);
  }

  /** The server has it no more; should it come back, then as a new one. */
  unnumber(key: Key) {
    const id = idOf(key, this.ids);
    if (id === undefined) return;
    this.keys.delete(id);
    this.ids.set(key, undefined);
  }

  /** The key of what another page knew by this id of the server, as this prediction, or only by itself. */
  keyFor(id: number | undefined, kept: Kept | undefined): Key {
    if (id === undefined) return kept === undefined ? newKey() : this.keyOfPrediction(nameOfKept(kept));
    const key = this.keyOf(id);
    if (kept !== undefined) this.keys.set(nameOfKept(kept), key);
    return key;
  }

  /** Nothing on this page speaks of these predictions any more. */
  forget(items: Iterable<Item>) {
    for (const item of items) if (isKept(item)) this.keys.delete(nameOfKept(item));
  }

  /** Asks the server; a frame that is on its way is not asked for twice. */
  read(frame: number): Promise<Base> {
    const known = this.coming.get(frame);
    if (known) return known;
    return this.expect(
      frame,
      readFrame(this.job, frame).then((content) => this.baseOf(frame, content)),
    );
  }

  /** Asks for these in one request; who reads one of them meanwhile waits for that. */
  fetch(frames: readonly number[]) {
    const missing = frames.filter((frame) => !this.coming.has(frame));
    if (missing.length < 2) return;
    const answer = readFrames(this.job, missing);
    for (const [at, frame] of missing.entries()) {
      const content = answer.then((contents) => contents[at] as FrameContent);
      this.expect(
        frame,
        content.then((found) => this.baseOf(frame, found)),
      );
    }
  }

  private expect(frame: number, reading: Promise<Base>): Promise<Base> {
    this.coming.set(frame, reading);
    const forget = () => this.coming.delete(frame);
    reading.then(forget, forget);
    return reading;
  }

  baseOf(frame: number, content: FrameContent): Base {
    const items = new Map<Key, Item>();
    for (const item of this.itemsOf(content)) items.set(item.key, item);
    return { version: content.version, document: { frame, items, reviewed: content.reviewed } };
  }

  /** Shapes, tags and tracks are numbered by one counter of the server, so their ids never meet. */
  private *itemsOf({ frame, shapes, tags, tracks, predictions, predicted_tags }: FrameContent): Generator<Item> {
    for (const shape of shapes) yield { role: "shape", key: this.keyOf(shape.id ?? 0), shape };
    for (const tag of tags) yield { role: "tag", key: this.keyOf(tag.id ?? 0), tag };
    for (const { id, shape } of tracks) yield { role: "track", key: id, track: id, shape };
    for (const { key, ...shape } of predictions) {
      yield { role: "kept", key: this.keyOfPrediction(nameOf(frame, key)), prediction: key, shape };
    }
    for (const { key, ...tag } of predicted_tags) {
      yield { role: "keptTag", key: this.keyOfPrediction(nameOf(frame, key)), prediction: key, tag };
    }
  }

  /** The key of an object by the id that the server has given it. */
  keyOf(id: number): Key {
    const known = this.keys.get(id);
    if (known !== undefined || !this.ids.has(id)) return known ?? id;
    // The key that is as this id belongs to an object that has come back under another one.
    const key = newKey();
    this.number(key, id);
    return key;
  }

  private keyOfPrediction(name: string): Key {
    const key = this.keys.get(name) ?? newKey();
    this.keys.set(name, key);
    return key;
  }
}

/** Runs count their predictions anew on each frame. */
const nameOf = (frame: number, prediction: string): string => `${frame}/${prediction}`;

const nameOfKept = (kept: Kept): string => nameOf((isDrawn(kept) ? kept.shape : kept.tag).frame, kept.prediction);
