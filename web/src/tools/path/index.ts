import type { ShapeType } from "@/api/types";
import { flat } from "@/canvas/conversion";
import { pointsOf } from "@/canvas/kinds/frame";
import { rounded } from "@/canvas/kinds/kind";
import { boundsOf } from "@/model/geometry";
import { aiming } from "../aiming";
import type { Tool } from "../tool";
import { laying, type Path } from "./laying";

function tool(id: string, draws: ShapeType, shape: Pick<Path, "type" | "least" | "most" | "freehand">): Tool {
  const path: Path = {
    ...shape,
    done: (desk, corners) => {
      const points = draws === "rectangle" ? pointsOf(boundsOf(corners)).map(rounded) : flat(corners);
      desk.session.draw([{ type: draws, points }]);
    },
    next: (desk) => aiming(desk, (pointer) => laying(desk, path, pointer)),
  };
  return { id, draws, start: path.next };
}

export const polygonTool = tool("polygon", "polygon", { type: "polygon", least: 3, freehand: true });
export const polylineTool = tool("polyline", "polyline", { type: "polyline", least: 2, freehand: true });
export const pointsTool = tool("points", "points", { type: "points", least: 1, freehand: false });
/** A box by the four places where the object reaches farthest: quicker than guessing a corner that lies on nothing. */
export const extremeTool = tool("extreme", "rectangle", { type: "points", least: 4, most: 4, freehand: false });
