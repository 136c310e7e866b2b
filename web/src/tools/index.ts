/** All tools; a new one is a folder and a line here. */

import { ellipseTool, rectangleTool } from "./box";
import { interactiveTool } from "./interactive";
import { maskTool } from "./mask";
import { extremeTool, pointsTool, polygonTool, polylineTool } from "./path";
import { selectTool } from "./select";
import { sliceTool } from "./slice";
import type { Tool } from "./tool";

const ALL: readonly Tool[] = [
  selectTool,
  rectangleTool,
  extremeTool,
  ellipseTool,
  polygonTool,
  polylineTool,
  pointsTool,
  maskTool,
  interactiveTool,
  sliceTool,
];

export const TOOLS: Readonly<Record<string, Tool>> = Object.fromEntries(ALL.map((tool) => [tool.id, tool]));
