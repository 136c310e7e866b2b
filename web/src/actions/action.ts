/** Something that a person can do, by key, button or palette; its words are in the catalogue under its id. */

import type { Binding } from "@/model/keys";
import type { Workbench } from "./workbench";

export type Group = "frames" | "objects" | "review" | "tools" | "edit" | "view";

export type Action = {
  readonly id: string;
  readonly group: Group;
  /** What it is bound to unless the user has chosen otherwise. */
  readonly keys: readonly Binding[];
  /** Answers false when there was nothing to do, and the key means what it means to the browser. */
  readonly run: (bench: Workbench) => unknown;
  /** For what lasts as long as the key is held. */
  readonly release?: (bench: Workbench) => void;
};
