import { pairs } from "@/model/geometry";
import { type Kind, outlined } from "./kind";
import { cornered } from "./vertices";

export const polygon: Kind = { ...outlined((shape) => pairs(shape.points ?? []), true), ...cornered(true, 3) };
