import { pairs } from "@/model/geometry";
import { outlined } from "./kind";

export const polyline = outlined((shape) => pairs(shape.points ?? []), false);
