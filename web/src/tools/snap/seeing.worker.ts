/** Snaps boxes beside the page: fetches the picture, which the browser has already, and looks around each of them. */

import type { Box } from "@/model/geometry";
import { sightOf, snapped } from "@/model/snapping";
import { serve } from "../beside";
import type { Seen } from "./seeing";

/** What is larger is looked at smaller: edges of large objects need no more. */
const MOST_PIXELS = 640;

serve(async ({ url, boxes }: Seen): Promise<Box[]> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The picture could not be loaded (${answer.status}).`);
  const picture = await createImageBitmap(await answer.blob());
  const found = boxes.map((box) => snapOn(picture, box));
  picture.close();
  return found;
});

function snapOn(picture: ImageBitmap, box: Box): Box {
  const sight = sightOf(box, picture);
  const [width, height] = [sight.right - sight.left, sight.bottom - sight.top];
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser has no canvas beside the page.");
  pen.drawImage(picture, sight.left, sight.top, width, height, 0, 0, canvas.width, canvas.height);
  const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
  const found = snapped(pixels, {
    left: (box.left - sight.left) * scale,
    top: (box.top - sight.top) * scale,
    right: (box.right - sight.left) * scale,
    bottom: (box.bottom - sight.top) * scale,
  });
  return {
    left: sight.left + found.left / scale,
    top: sight.top + found.top / scale,
    right: sight.left + found.right / scale,
    bottom: sight.top + found.bottom / scale,
  };
}
