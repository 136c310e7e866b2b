/** Decoded pictures by address, so that the next frames are there before they are asked for. */

import { send } from "@/api/client";

const KEPT = 8;

export class Pictures {
  private readonly decoded = new Map<string, Promise<ImageBitmap>>();

  /** The decoded picture; asked for again it comes at once. A failure is not kept. */
  get(url: string): Promise<ImageBitmap> {
    const known = this.decoded.get(url);
    if (known) {
      this.decoded.delete(url);
      this.decoded.set(url, known);
      return known;
    }
    const coming = load(url);
    coming.catch(() => this.decoded.delete(url));
    this.decoded.set(url, coming);
    this.forgetOldest();
    return coming;
  }

  prefetch(urls: readonly string[]) {
    for (const url of urls) this.get(url).catch(() => {});
  }

  private forgetOldest() {
    for (const [url, picture] of this.decoded) {
      if (this.decoded.size <= KEPT) return;
      this.decoded.delete(url);
      picture.then((bitmap) => bitmap.close()).catch(() => {});
    }
  }
}

async function load(url: string): Promise<ImageBitmap> {
  const answer = await send(url, { method: "GET" });
  return createImageBitmap(await answer.blob());
}
