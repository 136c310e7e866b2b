/** The five statuses that a person sees, behind the eight states of Nuclio. */

export type Status = "ready" | "building" | "starting" | "error" | "stopped";

const STATUS = {
  ready: "ready",
  waitingForBuild: "building",
  building: "building",
  configuringResources: "starting",
  error: "error",
  unhealthy: "error",
  scaledToZero: "stopped",
  imported: "stopped",
} as const satisfies Record<string, Status>;

/** Unknown states, of a newer server, show as stopped. */
export const statusOf = (state: string): Status => (STATUS as Record<string, Status>)[state] ?? "stopped";

/** Whether the state will change by itself soon. */
export const isMoving = (state: string): boolean => ["building", "starting"].includes(statusOf(state));
