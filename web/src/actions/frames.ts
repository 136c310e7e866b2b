/** Going from frame to frame. */

import type { Action } from "./action";
import type { Workbench } from "./workbench";

function step(bench: Workbench, by: number) {
  const { start_frame, stop_frame } = bench.session.assignment.job;
  bench.go(Math.max(start_frame, Math.min(stop_frame, bench.session.state.frame + by)));
}

export const FRAME_ACTIONS: readonly Action[] = [
  { id: "previousFrame", group: "frames", keys: ["KeyD"], run: (bench) => step(bench, -1) },
  { id: "nextFrame", group: "frames", keys: ["KeyF"], run: (bench) => step(bench, 1) },
  { id: "firstFrame", group: "frames", keys: ["Home"], run: (bench) => step(bench, Number.NEGATIVE_INFINITY) },
  { id: "lastFrame", group: "frames", keys: ["End"], run: (bench) => step(bench, Number.POSITIVE_INFINITY) },
];
