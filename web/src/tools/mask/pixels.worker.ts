/** Works out strokes beside the page. */

import { type Stroke, stroked } from "@/model/stroke";

addEventListener("message", ({ data: { id, stroke } }: MessageEvent<{ id: number; stroke: Stroke }>) => {
  postMessage({ id, stroked: stroked(stroke) });
});
