import { pairs } from "@/model/geometry";
import { type Kind, outlined } from "./kind";
import { cornered } from "./vertices";

export const polyline: Kind = { ...outlined((shape) => pairs(shape.points ?? []), false), ...cornered(false, 2) };
