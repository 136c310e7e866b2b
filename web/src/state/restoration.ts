/** Takes up what a page that is gone has left in the journal: what it had sent is sent again under the same name. */

import { changeFrame } from "@/api/frames";
import { asProblem } from "@/api/problem";
import { isPassing } from "@/api/session";
import type { FrameChanged } from "@/api/types";
import { type Edit, keyOf } from "@/model/document";
import { type Item, isKept, type Key } from "@/model/item";
import { composed, type Draft, type Merge, merge } from "@/model/merge";
import type { Base, Frames } from "./frames";
import type { Entry, Sending } from "./journal";

type Restored = { readonly base: Base; readonly merged: Merge };

export async function restored(entry: Entry, frames: Frames): Promise<Restored> {
  const ids = new Map(entry.ids);
  const { sending } = entry;
  const answer = sending && (await repeated(entry.frame, sending, frames));
  if (sending && answer) number(ids, sending, answer);
  const draft = sending && !answer ? composed(sending.draft, entry.draft) : entry.draft;
  const base = await frames.read(entry.frame);
  const keys = keysOf(draft, ids, frames);
  const open = new Set([...entry.open].map((key) => keys.get(key) ?? key));
  const moved = base.version !== (answer?.version ?? entry.version);
  return { base, merged: merge(base.document, withKeys(draft, keys), moved, open) };
}

/** The answer, also when the change had been made before; null when the server does not make it as it is. */
async function repeated(frame: number, sending: Sending, frames: Frames): Promise<FrameChanged | null> {
  try {
    return await changeFrame(frames.job, frame, sending.body, sending.version);
  } catch (error) {
    if (isPassing(asProblem(error))) throw error;
    return null;
  }
}

function number(ids: Map<Key, number>, { createdKeys, tagKeys }: Sending, answer: FrameChanged) {
  for (const [at, key] of createdKeys.entries()) ids.set(key, answer.created[at]?.id ?? key);
  for (const [at, key] of tagKeys.entries()) ids.set(key, answer.tags_created[at]?.id ?? key);
}

/** The keys of this page for those of the other. */
function keysOf({ edits }: Draft, ids: ReadonlyMap<Key, number>, frames: Frames): Map<Key, Key> {
  return new Map(
    edits.map((edit) => {
      const [kept] = [edit.before, edit.after].filter((item) => item !== null).filter(isKept);
      return [keyOf(edit), frames.keyFor(ids.get(keyOf(edit)), kept)];
    }),
  );
}

function withKeys({ edits, mark }: Draft, keys: ReadonlyMap<Key, Key>): Draft {
  const renamed = (item: Item | null): Item | null => item && { ...item, key: keys.get(item.key) ?? item.key };
  const turned = ({ frame, before, after }: Edit) => ({ frame, before: renamed(before), after: renamed(after) });
  return { edits: edits.map(turned), mark };
}
