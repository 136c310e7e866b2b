/** How far every frame of the job is: as the server knew it when it was asked, and as this page has changed it since. */

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Job } from "@/api/types";
import { type FrameSummary, summaryOf } from "@/model/overview";
import type { EditorState, EditorStore } from "./editor";

type Known = Pick<EditorState, "documents">;

export class Overview {
  /** How far each frame would be if none were deleted. */
  private told: readonly FrameSummary[];
  /** One for each frame, in order. */
  readonly store: StoreApi<readonly FrameSummary[]>;

  constructor(
    private readonly job: Job,
    private readonly editor: EditorStore,
  ) {
    const count = job.stop_frame - job.start_frame + 1;
    this.told = Array.from({ length: count }, (_, at) => ({
      ...{ frame: job.start_frame + at, state: "empty", predictions: 0, doubt: null },
    }));
    this.store = createStore<readonly FrameSummary[]>(() => this.withDeleted());
    editor.subscribe((now, before) => {
      if (now.documents !== before.documents) this.follow(now, before);
      if (now.deleted !== before.deleted) this.store.setState(this.withDeleted(), true);
    });
  }

  get frames(): readonly FrameSummary[] {
    return this.store.getState();
  }

  /** What the server says of all frames; what is loaded here is known better. */
  know(frames: readonly FrameSummary[]) {
    const { documents } = this.editor.getState();
    this.put(frames.filter(({ frame }) => !documents.has(frame)));
  }

  private follow({ documents }: Known, before: Known) {
    const changed = [...documents.values()].filter((document) => before.documents.get(document.frame) !== document);
    this.put(changed.map(summaryOf));
  }

  /** Nobody is told of what was known: frames are loaded all the time. */
  private put(summaries: readonly FrameSummary[]) {
    const { start_frame } = this.job;
    const news = summaries.filter((summary) => !isSame(summary, this.told[summary.frame - start_frame]));
    if (news.length === 0) return;
    const frames = [...this.told];
    for (const summary of news) frames[summary.frame - start_frame] = summary;
    this.told = frames;
    this.store.setState(this.withDeleted(), true);
  }

  private withDeleted(): readonly FrameSummary[] {
    const { deleted } = this.editor.getState();
    if (deleted.size === 0) return this.told;
    return this.told.map((summary) => (deleted.has(summary.frame) ? { ...summary, state: "deleted" } : summary));
  }
}

const isSame = (one: FrameSummary, other?: FrameSummary): boolean =>
  one.state === other?.state && one.predictions === other.predictions && one.doubt === other.doubt;
