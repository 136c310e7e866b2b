/** Sends strokes to the worker that works them out. */

import type { Stroke, Stroked } from "@/model/stroke";
import { Beside } from "../beside";

const painter = new Beside<Stroke, Stroked>(
  () => new Worker(new URL("./pixels.worker.ts", import.meta.url), { type: "module" }),
);

export const workOut = (stroke: Stroke): Promise<Stroked> => painter.ask(stroke, [stroke.patch.rgba]);
