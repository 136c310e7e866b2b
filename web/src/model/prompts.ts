/** What a person shows an interactor of an object: points on it, points beside it, a box; and what it asks for. */

import type { CallOrder, Model } from "@/api/types";
import type { Box, Point } from "./geometry";

export type Prompt =
  | { readonly kind: "positive" | "negative"; readonly at: Point }
  | { readonly kind: "box"; readonly box: Box };

/** In the order in which they were given. */
export type Prompts = readonly Prompt[];

export type Needs = {
  readonly positive: number;
  readonly negative: number;
  readonly takesNegative: boolean;
  /** Some begin with a box, some can do with one. */
  readonly box: "first" | "may" | "none";
};

/** What the model's card asks for; fewer negative points than none means that it takes none. */
export function needsOf(model: Model): Needs {
  const { min_pos_points, min_neg_points, startswith_box, startswith_box_optional } = model;
  const negative = min_neg_points ?? -1;
  return {
    positive: Math.max(0, min_pos_points ?? 1),
    negative: Math.max(0, negative),
    takesNegative: negative >= 0,
    box: startswith_box_optional ? "may" : startswith_box ? "first" : "none",
  };
}

const countOf = (prompts: Prompts, kind: Prompt["kind"]): number =>
  prompts.filter((prompt) => prompt.kind === kind).length;

export type Missing = { readonly kind: Prompt["kind"]; readonly count: number };

/** What is still to be given before the model can be asked. */
export function missingIn(prompts: Prompts, needs: Needs): Missing | null {
  const [boxes, positive, negative] = [
    countOf(prompts, "box"),
    countOf(prompts, "positive"),
    countOf(prompts, "negative"),
  ];
  if (needs.box === "first" && boxes === 0) return { kind: "box", count: 1 };
  if (positive < needs.positive) return { kind: "positive", count: needs.positive - positive };
  if (negative < needs.negative) return { kind: "negative", count: needs.negative - negative };
  return prompts.length === 0 ? { kind: "positive", count: 1 } : null;
}

/** Another box takes the place of the first. */
export const withPrompt = (prompts: Prompts, prompt: Prompt): Prompts => [
  ...(prompt.kind === "box" ? prompts.filter(({ kind }) => kind !== "box") : prompts),
  prompt,
];

/** The prompts for what lies in a box, as far as the model asks for them. */
export function promptsOfBox(box: Box, needs: Needs): Prompts {
  const centre = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const point: Prompt[] = needs.positive > 0 || needs.box === "none" ? [{ kind: "positive", at: centre }] : [];
  return needs.box === "none" ? point : [{ kind: "box", box }, ...point];
}

/** As the call takes them. */
export function orderOf(prompts: Prompts): Required<Pick<CallOrder, "pos_points" | "neg_points">> & CallOrder {
  const pointsOf = (kind: Prompt["kind"]) =>
    prompts.flatMap((prompt) => (prompt.kind === kind && prompt.kind !== "box" ? [[prompt.at.x, prompt.at.y]] : []));
  const boxes = prompts.flatMap((prompt) => (prompt.kind === "box" ? [prompt.box] : []));
  const corners = boxes.flatMap(({ left, top, right, bottom }) => [
    [left, top],
    [right, bottom],
  ]);
  return {
    pos_points: pointsOf("positive"),
    neg_points: pointsOf("negative"),
    obj_bbox: corners.length ? corners : null,
  };
}
