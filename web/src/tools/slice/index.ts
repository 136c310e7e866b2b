import { aiming } from "../aiming";
import type { Tool } from "../tool";
import { cutting } from "./cutting";

export const sliceTool: Tool = {
  id: "slice",
  start: (desk) => aiming(desk, (pointer) => cutting(desk, pointer)),
};
