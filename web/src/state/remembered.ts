/** The slider of a job, as it was set last, for as long as the browser is open. */

import type { EditorState, EditorStore } from "./editor";

type Slider = { threshold: number | null; thresholds: [number, number][] };

const sliderOf = (job: number) => `prelabel.review.${job}`;

/** Takes up what was set before, and keeps what is set from now on. */
export function remember(editor: EditorStore, job: number) {
  const slider = read(sliderOf(job));
  if (slider) editor.setState({ threshold: slider.threshold, thresholds: new Map(slider.thresholds) });
  editor.subscribe((now, before) => {
    if (now.threshold !== before.threshold || now.thresholds !== before.thresholds) write(sliderOf(job), slide(now));
  });
}

const slide = ({ threshold, thresholds }: EditorState): Slider => ({ threshold, thresholds: [...thresholds] });

/** Nothing, when there is nothing or something that nobody wrote here. */
function read(name: string): Slider | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") as Slider | null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing, or is full, only forgets. */
function write(name: string, value: Slider) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {}
}
