/** How the interactive tool works: with which function, in which form it draws, and what it was shown so far. */

import type { Model } from "@/api/types";
import type { Form } from "./answer";
import type { Prompts } from "./prompts";

export type Interaction = {
  /** The functions that could be asked; null until that is known. */
  readonly models: readonly Model[] | null;
  readonly model: Model | null;
  readonly as: Form;
  readonly prompts: Prompts;
};

export const NO_INTERACTION: Interaction = { models: null, model: null, as: "mask", prompts: [] };
