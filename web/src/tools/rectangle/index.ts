import type { Tool } from "../tool";
import { aiming } from "./aiming";

export const rectangleTool: Tool = { id: "rectangle", start: aiming };
