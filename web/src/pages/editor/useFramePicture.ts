/** The decoded picture of a frame; the next three and the last one are fetched before they are asked for. */

import { useEffect, useState } from "react";
import { frameUrl } from "@/api/tasks";
import { Pictures } from "@/canvas/pictures";

const AHEAD = [1, 2, 3, -1];
const pictures = new Pictures();

type Loaded = { url: string; bitmap: ImageBitmap | null; error: unknown };

export type FramePicture = { bitmap: ImageBitmap | null; error: unknown; loading: boolean; retry(): void };

/** Asks for a picture before there is an editor that shows it. */
export const prefetchPicture = (task: number, frame: number) => pictures.prefetch([frameUrl(task, frame)]);

export function useFramePicture(task: number, frame: number, total: number): FramePicture {
  const [loaded, setLoaded] = useState<Loaded>({ url: "", bitmap: null, error: null });
  const [attempt, setAttempt] = useState(0);
  const url = frameUrl(task, frame);
  const ready = pictures.ready(url);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same picture again
  useEffect(() => {
    let wanted = true;
    // What is there already is shown without another rendering.
    const isShown = pictures.ready(url) !== null;
    pictures
      .show(url)
      .then((bitmap) => wanted && !isShown && setLoaded({ url, bitmap, error: null }))
      .catch((error: unknown) => wanted && setLoaded({ url, bitmap: null, error }))
      .finally(() => {
        const near = AHEAD.map((step) => frame + step).filter((number) => number >= 0 && number < total);
        if (wanted) pictures.prefetch(near.map((number) => frameUrl(task, number)));
      });
    return () => {
      wanted = false;
    };
  }, [url, task, frame, total, attempt]);

  const current = loaded.url === url;
  return {
    bitmap: ready ?? (current ? loaded.bitmap : null),
    error: !ready && current ? loaded.error : null,
    loading: !ready && !current,
    retry: () => setAttempt((last) => last + 1),
  };
}
