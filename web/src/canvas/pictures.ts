/** Decoded pictures by address, so that the next frames are there before they are asked for. */

import { send } from "@/api/client";

const KEPT = 8;
/** Together no more than this. */
const MOST_PIXELS = 96_000_000;

type Entry = { readonly coming: Promise<ImageBitmap>; bitmap: ImageBitmap | null };

export class Pictures {
  /** The one that was asked for last comes last. */
  private readonly entries = new Map<string, Entry>();
  private shown = "";

  /** The decoded picture that is to be shown now; it is kept until another one is. A failure is not kept. */
  show(url: string): Promise<ImageBitmap> {
    this.shown = url;
    return this.ask(url).coming;
  }

  /** The picture if it is there already. */
  ready(url: string): ImageBitmap | null {
    return this.entries.get(url)?.bitmap ?? null;
  }

  prefetch(urls: readonly string[]) {
    for (const url of urls) this.ask(url);
  }

  private ask(url: string): Entry {
    const entry = this.entries.get(url) ?? this.begin(url);
    this.entries.delete(url);
    this.entries.set(url, entry);
    this.forgetOldest();
    return entry;
  }

  private begin(url: string): Entry {
    const entry: Entry = { coming: load(url), bitmap: null };
    const isKept = () => this.entries.get(url) === entry;
    entry.coming.then(
      (bitmap) => {
        entry.bitmap = bitmap;
        if (isKept()) this.forgetOldest();
        else bitmap.close();
      },
      () => isKept() && this.entries.delete(url),
    );
    return entry;
  }

  private forgetOldest() {
    for (const [url, { bitmap }] of this.entries) {
      if (this.entries.size <= KEPT && this.pixels <= MOST_PIXELS) return;
      if (url === this.shown) continue;
      this.entries.delete(url);
      bitmap?.close();
    }
  }

  private get pixels(): number {
    return [...this.entries.values()].reduce((sum, { bitmap }) => sum + (bitmap ? bitmap.width * bitmap.height : 0), 0);
  }
}

async function load(url: string): Promise<ImageBitmap> {
  const answer = await send(url, { method: "GET" });
  return createImageBitmap(await answer.blob());
}
