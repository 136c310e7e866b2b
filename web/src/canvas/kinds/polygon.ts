import { pairs } from "@/model/geometry";
import { type Kind, outlined } from "./kind";
import { vertices } from "./vertices";

export const polygon: Kind = { ...outlined((shape) => pairs(shape.points ?? []), true), ...vertices };
