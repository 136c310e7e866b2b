/** All tools; a new one is a folder and a line here. */

import { rectangleTool } from "./rectangle";
import { selectTool } from "./select";
import type { Tool } from "./tool";

export const TOOLS: Record<string, Tool> = Object.fromEntries(
  [selectTool, rectangleTool].map((tool) => [tool.id, tool]),
);
