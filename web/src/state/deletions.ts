/** Deletes frames of the job, and restores them: they stay where they are, and are left out of runs, exports and review. */

import { changeDeleted } from "@/api/tasks";
import { toggled } from "@/model/visibility";
import type { EditorStore } from "./editor";

export class Deletions {
  /** One after the other: each is a change of the list that the server has then. */
  private last: Promise<unknown> = Promise.resolve();
  /** Whether the list of the server is another one than when the job was opened. */
  hasChanged = false;

  constructor(
    private readonly job: number,
    private readonly store: EditorStore,
  ) {}

  /** Shown at once; taken back where the server does not take it. */
  toggle(frame: number): Promise<void> {
    const deletes = !this.store.getState().deleted.has(frame);
    this.put(frame, deletes);
    this.hasChanged = true;
    const done = this.last.then(() => changeDeleted(this.job, frame, deletes));
    this.last = done.catch(() => {
      this.put(frame, !deletes);
      this.store.setState({ notice: deletes ? "notDeleted" : "notRestored" });
    });
    return this.last.then(() => {});
  }

  private put(frame: number, isDeleted: boolean) {
    this.store.setState(({ deleted }) =>
      deleted.has(frame) === isDeleted ? {} : { deleted: toggled(deleted, [frame]) },
    );
  }
}
