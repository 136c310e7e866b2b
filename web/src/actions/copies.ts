/** The same objects elsewhere: copy and paste, the last frame's again, and on through the next frames. */

import { offsetBy } from "@/canvas/kinds/offset";
import { type Copy, copyOf, pasting } from "@/model/clipboard";
import { keyOf } from "@/model/document";
import { drawing } from "@/model/edits";
import { isDrawn, isPrediction } from "@/model/item";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

/** Kept over jobs, for as long as the page is open. */
let clipboard: { frame: number; job: number; copies: readonly Copy[] } | null = null;
const ASIDE = 12;

function copy({ session }: Workbench) {
  const copies = targetOf(session).filter(isDrawn).map(copyOf);
  if (copies.length === 0) return false;
  clipboard = { frame: session.state.frame, job: session.assignment.job.id, copies };
}

/** Where it was on another frame; a little aside on the same one. */
function paste({ session, stage }: Workbench) {
  if (!clipboard || !session.document || !stage) return false;
  const known = new Set(session.assignment.labels.map(({ id }) => id));
  const { frame } = session.state;
  const here = clipboard.frame === frame && clipboard.job === session.assignment.job.id;
  const copies = clipboard.copies
    .map((each) => (known.has(each.label_id) ? each : { ...each, label_id: session.state.label, attributes: [] }))
    .map((each) => (here ? offsetBy(each, ASIDE, stage.picture) : each));
  if (here) clipboard = { ...clipboard, copies };
  const edits = drawing(frame, copies);
  session.commit("paste", edits);
  session.select(edits.map(keyOf));
}

/** The objects of the frame before, where they were; predictions that nobody has looked at stay behind. */
async function repeatPrevious({ session }: Workbench) {
  const { frame } = session.state;
  if (!session.has(frame - 1) || !session.document) return;
  const before = await session.load(frame - 1);
  if (!before || session.state.frame !== frame) return;
  const copies = [...before.items.values()]
    .filter(isDrawn)
    .filter((item) => !isPrediction(item) && item.role === "shape");
  const edits = pasting(frame, copies.map(copyOf), session.shown);
  session.commit("paste", edits);
  session.select(edits.map(keyOf));
}

/** Copies what is selected to the frames up to the last one given, all as one change; how many objects it made. */
export async function propagate({ session }: Workbench, last: number): Promise<number> {
  const { frame, deleted } = session.state;
  const copies = targetOf(session).filter(isDrawn).map(copyOf);
  const step = last < frame ? -1 : 1;
  const frames = Array.from({ length: Math.abs(last - frame) }, (_, at) => frame + step * (at + 1));
  const wanted = frames.filter((each) => session.has(each) && !deleted.has(each));
  await session.loadAll(wanted);
  const edits = wanted.flatMap((each) => {
    const document = session.state.documents.get(each);
    return document ? pasting(document.frame, copies, [...document.items.values()].filter(isDrawn)) : [];
  });
  session.commit("propagate", edits);
  return edits.length;
}

function askHowFar({ session }: Workbench) {
  if (targetOf(session).length === 0) return false;
  session.select(targetOf(session).map(({ key }) => key));
  session.store.setState({ dialog: "propagate" });
}

export const COPY_ACTIONS: readonly Action[] = [
  { id: "copy", group: "edit", keys: ["Ctrl+KeyC"], run: copy },
  { id: "paste", group: "edit", keys: ["Ctrl+KeyV"], run: paste },
  { id: "repeatPrevious", group: "edit", keys: ["KeyR"], run: repeatPrevious },
  { id: "propagate", group: "edit", keys: ["Ctrl+KeyB"], run: askHowFar },
];
