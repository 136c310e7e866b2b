import { FORMS } from "@/model/answer";
import type { Tool } from "../tool";
import { pointing } from "./pointing";

export const interactiveTool: Tool = { id: "interactive", draws: FORMS, start: pointing };
