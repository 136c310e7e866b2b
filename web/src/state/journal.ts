/** Changes that the server does not have yet, kept in the browser's own database over crashes and closed pages. */

import type { FrameChange } from "@/api/types";
import type { Key } from "@/model/item";
import type { Draft } from "@/model/merge";

/** A change that was sent, and whose answer has not come. */
export type Sending = {
  readonly body: FrameChange;
  /** The version of the frame that it was made for. */
  readonly version: number;
  readonly createdKeys: readonly Key[];
  readonly tagKeys: readonly Key[];
};

/** What one page owes the server of one frame. */
export type Entry = {
  readonly user: number;
  readonly job: number;
  readonly frame: number;
  /** Which page; its keys mean nothing on another one. */
  readonly page: string;
  /** The server's version that all this begins at. */
  readonly version: number;
  readonly sending: (Sending & { readonly draft: Draft }) | null;
  /** From what was sent, or else from what the server has, to what there is. */
  readonly draft: Draft;
  /** The server's ids of keys of this page. */
  readonly ids: ReadonlyMap<Key, number>;
  /** Conflicts that nobody has settled. */
  readonly open: ReadonlySet<Key>;
};

type Place = Pick<Entry, "user" | "job" | "frame" | "page">;

const DATABASE = "prelabel";
const STORE = "journal";

export class Journal {
  private database: Promise<IDBDatabase> | null = null;
  /** Why nothing can be kept, as in a window that keeps nothing. */
  failure: unknown = null;

  constructor(
    readonly user: number,
    readonly job: number,
    readonly page: string,
  ) {}

  /** What was left of this job by this user's pages, in the order of frames. */
  async entries(): Promise<Entry[]> {
    const range = IDBKeyRange.bound([this.user, this.job], [this.user, this.job, []]);
    return (await this.ask("readonly", (store) => store.getAll(range) as IDBRequest<Entry[]>)) ?? [];
  }

  put(entries: readonly Omit<Entry, "user" | "job" | "page">[]): Promise<unknown> {
    const { user, job, page } = this;
    return this.write(entries, (store, entry) => store.put({ user, job, page, ...entry }));
  }

  remove(frames: readonly number[], page: string = this.page): Promise<unknown> {
    const { user, job } = this;
    return this.write(frames, (store, frame) =>
      store.delete(Object.values({ user, job, frame, page } satisfies Place)),
    );
  }

  /** All of it in one transaction: what comes last is done when everything before it is. */
  private async write<T, R>(parts: readonly T[], change: (store: IDBObjectStore, part: T) => IDBRequest<R>) {
    const [last, ...others] = parts.toReversed();
    if (last === undefined) return;
    await this.ask("readwrite", (store) => {
      for (const part of others) change(store, part);
      return change(store, last);
    });
  }

  /** A browser that keeps nothing is said so once, and work goes on without. */
  private async ask<T>(
    mode: IDBTransactionMode,
    question: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> {
    try {
      this.database ??= opened();
      const store = (await this.database).transaction(STORE, mode).objectStore(STORE);
      return await answered(question(store));
    } catch (error) {
      this.failure = error;
      return null;
    }
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: ["user", "job", "frame", "page"] });
  };
  return answered(request);
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
