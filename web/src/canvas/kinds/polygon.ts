import { pairs } from "@/model/geometry";
import { outlined } from "./kind";

export const polygon = outlined((shape) => pairs(shape.points ?? []), true);
