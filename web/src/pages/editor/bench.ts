/** The workbench of the job that is open, for every component of the editor. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Workbench } from "@/actions/workbench";
import type { EditorState } from "@/state/editor";

export const BenchContext = createContext<Workbench | null>(null);

export function useBench(): Workbench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error("there is no editor around this component");
  return bench;
}

/** A part of the editor's state; renders again when that part is another one. */
export const useEditor = <T>(part: (state: EditorState) => T): T => useStore(useBench().session.store, part);
