/** The wall of the job that is open, for every component of the grid. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Wall, WallState } from "@/state/wall";

export const WallContext = createContext<Wall | null>(null);

export function useWall(): Wall {
  const wall = useContext(WallContext);
  if (!wall) throw new Error("there is no grid around this component");
  return wall;
}

/** A part of the wall's state; renders again when that part is another one. */
export const useTiles = <T>(part: (state: WallState) => T): T => useStore(useWall().store, part);
