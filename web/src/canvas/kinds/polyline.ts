import { pairs } from "@/model/geometry";
import { type Kind, outlined } from "./kind";
import { vertices } from "./vertices";

export const polyline: Kind = { ...outlined((shape) => pairs(shape.points ?? []), false), ...vertices };
