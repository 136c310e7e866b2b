/** Where a person's choices hold: in a project, or in a task that is in none. */

import type { Task } from "@/api/types";

export type Place = Pick<Task, "id" | "project_id">;

export const placeOf = ({ id, project_id }: Place): string =>
  project_id === null ? `task-${id}` : `project-${project_id}`;
