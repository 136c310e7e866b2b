/** Deciding on predictions: one by one in the order of doubt, all that are shown, or the whole frame at once. */

import type { CommandName, Edit, Mark } from "@/model/document";
import { accepting, deleting } from "@/model/edits";
import { type Item, isKept, isPrediction, type Key } from "@/model/item";
import { hasOpenPredictions, nextInSequence, nextToReview } from "@/model/overview";
import { following, neighbour, queueOf } from "@/model/queue";
import { isBelow, isShown, stepped } from "@/model/visibility";
import type { Session } from "@/state/session";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

const queueIn = (session: Session) => queueOf(session.shown.filter(({ key }) => !session.state.locked.has(key)));

/** The next prediction of the frame that is undecided, or the one before; false when there is none. */
export function walkQueue(bench: Workbench, by: 1 | -1): boolean {
  const [only = null, ...others] = bench.session.state.selected;
  const next = neighbour(queueIn(bench.session), others.length > 0 ? null : only, by);
  if (next) bench.standOn(next.key);
  return next !== undefined;
}

/** Changes what is meant; when that is where the queue stands, or was picked, the next one is taken up. */
export function decide(bench: Workbench, name: CommandName, edits: readonly Edit[], target: readonly Item[]) {
  const { session } = bench;
  const queue = queueIn(session);
  const picked = target.some(({ key }) => session.state.selected.has(key));
  session.commit(name, edits);
  if (!picked) return;
  const next = following(queue, new Set<Key>(target.map(({ key }) => key)));
  if (next) bench.standOn(next.key);
  else session.select([]);
}

function decideWith(bench: Workbench, name: CommandName, edits: (frame: number, items: readonly Item[]) => Edit[]) {
  const { session } = bench;
  const target = targetOf(session);
  if (target.length === 0) return walkQueue(bench, 1);
  decide(bench, name, edits(session.state.frame, target), target);
}

/** The frame's items that are not locked, parted by what Enter does with them. */
export function partsOf(session: Session) {
  const { state, document } = session;
  const free = [...(document?.items.values() ?? [])].filter(({ key }) => !state.locked.has(key));
  const open = free.filter(isPrediction);
  const below = open.filter((item) => isBelow(item, state));
  return {
    shown: open.filter((item) => isShown(item, state)),
    below,
    /** Over the slider, but out of sight by a filter or a hidden label. */
    unseen: open.filter((item) => !isBelow(item, state) && !isShown(item, state)),
  };
}

function acceptShown({ session }: Workbench) {
  session.commit("accept", accepting(session.state.frame, partsOf(session).shown));
  if (session.state.walked) session.select([]);
}

function rejectHidden({ session }: Workbench) {
  session.commit("reject", deleting(session.state.frame, partsOf(session).below));
}

/** An object that is missing may only be too uncertain to be shown: it is taken where the pointer is, and its class by the next key. */
function acceptHidden({ session, belt }: Workbench) {
  const placed = belt.hiddenUnderPointer();
  if (!placed) return session.store.setState({ notice: "nothingHidden" });
  session.commit("accept", accepting(session.state.frame, [placed.item]));
  session.hover(placed.key);
}

/** What was kept below the run's threshold is not drawn on the frame, so it need not go. */
const drawnOf = (items: readonly Item[]) => items.filter((item) => !isKept(item));

/** What is being drawn comes first. Then the frame is done, unless predictions on it are out of sight by a filter; on to the next. */
function acceptFrame(bench: Workbench) {
  if (bench.belt.click() || bench.belt.finish()) return;
  const { session, preferences } = bench;
  const { frame } = session.state;
  const { clearsHidden, order } = preferences.store.getState().editor_review;
  if (!session.document) return;
  const { shown, below, unseen } = partsOf(session);
  const edits = [...accepting(frame, shown), ...(clearsHidden ? deleting(frame, drawnOf(below)) : [])];
  const isDone = unseen.length === 0 && !session.document.reviewed;
  const marks: Mark[] = isDone ? [{ frame, before: false, after: true }] : [];
  session.commit("review", edits, marks);
  session.select([]);
  return open(bench, nextToReview(session.overview.frames, frame, order));
}

/** Shows a frame and stands on the most doubtful of its predictions. */
async function open(bench: Workbench, frame: number | null) {
  if (frame === null) return;
  bench.go(frame);
  await bench.session.load(frame);
  const { selected, frame: shown } = bench.session.state;
  if (shown === frame && selected.size === 0) walkQueue(bench, 1);
}

function toOpenFrame(bench: Workbench, by: 1 | -1) {
  const { session } = bench;
  return open(bench, nextInSequence(session.overview.frames, session.state.frame, by, hasOpenPredictions));
}

function moveThreshold({ session }: Workbench, by: 1 | -1) {
  const { threshold, ranAt } = session.state;
  session.limit(stepped(threshold ?? ranAt, by));
}

export const REVIEW_ACTIONS: readonly Action[] = [
  { id: "accept", group: "review", keys: ["KeyA"], run: (bench) => decideWith(bench, "accept", accepting) },
  { id: "reject", group: "review", keys: ["KeyX"], run: (bench) => decideWith(bench, "reject", deleting) },
  { id: "acceptShown", group: "review", keys: ["Shift+KeyA"], run: acceptShown },
  { id: "rejectHidden", group: "review", keys: ["Shift+KeyX"], run: rejectHidden },
  { id: "acceptHidden", group: "review", keys: ["KeyZ"], run: acceptHidden },
  // A second key under the left hand, for whoever does not want to let go of the mouse.
  { id: "acceptFrame", group: "review", keys: ["Enter", "KeyE"], run: acceptFrame },
  { id: "nextOpenFrame", group: "review", keys: ["Shift+KeyF"], run: (bench) => toOpenFrame(bench, 1) },
  { id: "previousOpenFrame", group: "review", keys: ["Shift+KeyD"], run: (bench) => toOpenFrame(bench, -1) },
  { id: "grid", group: "review", keys: ["Shift+KeyG"], run: (bench) => bench.toGrid() },
  { id: "lowerThreshold", group: "review", keys: ["BracketLeft", "["], run: (bench) => moveThreshold(bench, -1) },
  { id: "raiseThreshold", group: "review", keys: ["BracketRight", "]"], run: (bench) => moveThreshold(bench, 1) },
];
