/** All types of shapes that the canvas draws; a new one is a file and a line here. */

import type { ShapeType } from "@/api/types";
import { cuboid } from "./cuboid";
import { ellipse } from "./ellipse";
import type { Kind } from "./kind";
import { mask } from "./mask";
import { points } from "./points";
import { polygon } from "./polygon";
import { polyline } from "./polyline";
import { rectangle } from "./rectangle";
import { skeleton } from "./skeleton";

export const KINDS: Record<ShapeType, Kind> = {
  rectangle,
  polygon,
  polyline,
  points,
  ellipse,
  cuboid,
  mask,
  skeleton,
};
