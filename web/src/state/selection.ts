/** Which object of the shown frame is selected, which one the pointer is on, and which labels are hidden. */

import { create } from "zustand";

type Selection = {
  selected: number | null;
  hovered: number | null;
  hiddenLabels: ReadonlySet<number>;
  select(id: number | null): void;
  hover(id: number | null): void;
  toggleLabel(id: number): void;
};

export const useSelection = create<Selection>((set) => ({
  selected: null,
  hovered: null,
  hiddenLabels: new Set(),
  select: (selected) => set({ selected }),
  hover: (hovered) => set({ hovered }),
  toggleLabel: (id) =>
    set(({ hiddenLabels }) => {
      const hidden = new Set(hiddenLabels);
      if (!hidden.delete(id)) hidden.add(id);
      return { hiddenLabels: hidden };
    }),
}));
