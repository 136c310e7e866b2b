/** Going from frame to frame. */

import { isThere } from "@/model/overview";
import type { Action } from "./action";
import type { Workbench } from "./workbench";

/** To the next frame that is not deleted; none in that direction is no fault. */
function step(bench: Workbench, by: 1 | -1) {
  const { state, overview } = bench.session;
  const ahead = overview.frames.filter(({ frame }) => (frame - state.frame) * by > 0);
  const next = by > 0 ? ahead.find(isThere) : ahead.findLast(isThere);
  if (next) bench.go(next.frame);
}

function toEnd({ session, go }: Workbench, end: "find" | "findLast") {
  const frame = session.overview.frames[end](isThere);
  if (frame) go(frame.frame);
}

export const FRAME_ACTIONS: readonly Action[] = [
  { id: "previousFrame", group: "frames", keys: ["KeyD"], run: (bench) => step(bench, -1) },
  { id: "nextFrame", group: "frames", keys: ["KeyF"], run: (bench) => step(bench, 1) },
  { id: "firstFrame", group: "frames", keys: ["Home"], run: (bench) => toEnd(bench, "find") },
  { id: "lastFrame", group: "frames", keys: ["End"], run: (bench) => toEnd(bench, "findLast") },
  {
    id: "deleteFrame",
    group: "frames",
    keys: ["Alt+Delete"],
    run: ({ session }) => session.deletions.toggle(session.state.frame),
  },
];
