/** The five statuses that a person sees, behind the eight states of Nuclio. */

import type { FunctionState } from "@/api/types";

export type Status = "ready" | "building" | "starting" | "error" | "stopped";

const STATUS: Record<FunctionState, Status> = {
  ready: "ready",
  waitingForBuild: "building",
  building: "building",
  configuringResources: "starting",
  error: "error",
  unhealthy: "error",
  scaledToZero: "stopped",
  imported: "stopped",
};

/** Unknown states, of a newer server, show as stopped. */
export const statusOf = (state: string): Status => STATUS[state as FunctionState] ?? "stopped";
