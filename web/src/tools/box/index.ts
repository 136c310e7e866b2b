import { ellipsePoints } from "@/canvas/kinds/ellipse";
import { pointsOf } from "@/canvas/kinds/frame";
import { rounded } from "@/canvas/kinds/kind";
import type { Tool } from "../tool";
import { type Boxed, boxing } from "./spanning";

const rectangle: Boxed = { type: "rectangle", pointsIn: (box) => pointsOf(box).map(rounded) };
const ellipse: Boxed = { type: "ellipse", pointsIn: ellipsePoints };

export const rectangleTool: Tool = {
  id: "rectangle",
  draws: "rectangle",
  start: (desk) => boxing(desk, rectangle),
};

export const ellipseTool: Tool = { id: "ellipse", draws: "ellipse", start: (desk) => boxing(desk, ellipse) };
