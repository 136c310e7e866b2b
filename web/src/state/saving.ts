/** Whether the server has everything: how many changes are under way, and the one that failed. */

import { create } from "zustand";

type Failure = { error: unknown; retry(): void };

type Saving = {
  pending: number;
  failure: Failure | null;
  began(): void;
  ended(): void;
  failed(failure: Failure): void;
};

export const useSaving = create<Saving>((set) => ({
  pending: 0,
  failure: null,
  began: () => set(({ pending }) => ({ pending: pending + 1, failure: null })),
  ended: () => set(({ pending }) => ({ pending: pending - 1 })),
  failed: (failure) => set(({ pending }) => ({ pending: pending - 1, failure })),
}));

window.addEventListener("beforeunload", (event) => {
  if (useSaving.getState().pending > 0) event.preventDefault();
});
