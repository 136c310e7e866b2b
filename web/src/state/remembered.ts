/** What a person has set for reviewing: the slider of a job for as long as the browser is open, the rest for good. */

import type { Order } from "@/model/overview";
import type { EditorState, EditorStore } from "./editor";

type Slider = { threshold: number | null; thresholds: [number, number][] };
type Way = { order: Order; clearsHidden: boolean };

const WAY = "prelabel.review";
const sliderOf = (job: number) => `${WAY}.${job}`;

/** Takes up what was set before, and keeps what is set from now on. */
export function remember(editor: EditorStore, job: number) {
  const slider = read<Slider>(sessionStorage, sliderOf(job));
  const way = read<Way>(localStorage, WAY);
  editor.setState({
    ...(slider && { threshold: slider.threshold, thresholds: new Map(slider.thresholds) }),
    ...(way && { order: way.order === "doubt" ? "doubt" : "sequence", clearsHidden: way.clearsHidden !== false }),
  });
  editor.subscribe((now, before) => {
    if (now.threshold !== before.threshold || now.thresholds !== before.thresholds)
      write(sessionStorage, sliderOf(job), slide(now));
    if (now.order !== before.order || now.clearsHidden !== before.clearsHidden) write(localStorage, WAY, wayOf(now));
  });
}

const slide = ({ threshold, thresholds }: EditorState): Slider => ({ threshold, thresholds: [...thresholds] });

const wayOf = ({ order, clearsHidden }: EditorState): Way => ({ order, clearsHidden });

/** Nothing, when there is nothing or something that nobody wrote here. */
function read<T>(storage: Storage, name: string): T | null {
  try {
    return JSON.parse(storage.getItem(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing, or is full, only forgets. */
function write(storage: Storage, name: string, value: unknown) {
  try {
    storage.setItem(name, JSON.stringify(value));
  } catch {}
}
