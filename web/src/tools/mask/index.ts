import type { Tool } from "../tool";
import { Easel } from "./easel";
import { hovering } from "./hovering";

export const maskTool: Tool = { id: "mask", draws: "mask", start: (desk) => hovering(desk, new Easel(desk)) };
