/** Masks as coloured bitmaps, kept for as long as there is room, so that drawing one again costs nothing. */

import type { Shape } from "@/api/types";
import { type Bitmap, bitmapOf } from "@/model/bitmap";

type Points = NonNullable<Shape["points"]>;
type Kept = { readonly color: string; readonly picture: OffscreenCanvas };

/** Together no more than this; four bytes a pixel. */
const MOST_PIXELS = 48_000_000;

class MaskPictures {
  /** A shape that is changed has other points, so points say which picture it is. */
  private readonly byPoints = new WeakMap<Points, Kept>();
  /** The one that was used last comes last. */
  private readonly recent = new Set<Kept>();
  private pixels = 0;

  get({ points = [] }: Shape, color: string): OffscreenCanvas {
    const known = this.byPoints.get(points);
    const fresh = known?.color === color && this.recent.has(known);
    const kept = fresh ? known : { color, picture: paintedMask(bitmapOf(points), color) };
    this.byPoints.set(points, kept);
    this.use(kept);
    return kept.picture;
  }

  /** The same pixels at another place. */
  share(points: Points, moved: Points) {
    const known = this.byPoints.get(points);
    if (known) this.byPoints.set(moved, known);
  }

  private use(kept: Kept) {
    if (!this.recent.delete(kept)) this.pixels += sizeOf(kept.picture);
    this.recent.add(kept);
    for (const oldest of this.recent) {
      if (this.pixels <= MOST_PIXELS || oldest === kept) return;
      this.recent.delete(oldest);
      this.pixels -= sizeOf(oldest.picture);
    }
  }
}

const sizeOf = ({ width, height }: OffscreenCanvas): number => width * height;

function paintedMask({ width, height, bits }: Bitmap, color: string): OffscreenCanvas {
  const picture = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const pen = picture.getContext("2d");
  if (!pen || width * height === 0) return picture;
  const image = new ImageData(width, height);
  for (let at = 0; at < bits.length; at += 1) image.data[4 * at + 3] = bits[at] ? 255 : 0;
  pen.putImageData(image, 0, 0);
  pen.globalCompositeOperation = "source-in";
  pen.fillStyle = color;
  pen.fillRect(0, 0, width, height);
  return picture;
}

export const masks = new MaskPictures();
