import { expect, test } from "vitest";
import type { Model } from "@/api/types";
import { missingIn, needsOf, orderOf, type Prompt, promptsOfBox, withPrompt } from "./prompts";

const needs = (card: Partial<Model>) => needsOf(card as Model);
const on: Prompt = { kind: "positive", at: { x: 1, y: 2 } };
const off: Prompt = { kind: "negative", at: { x: 3, y: 4 } };
const box: Prompt = { kind: "box", box: { left: 10, top: 20, right: 30, bottom: 40 } };
const BOX = { startswith_box: true };

test.each([
  ["a point", {}, [], { kind: "positive", count: 1 }],
  ["nothing more", {}, [on], null],
  ["four points", { min_pos_points: 4 }, [on], { kind: "positive", count: 3 }],
  ["a box first", BOX, [on], { kind: "box", count: 1 }],
  ["a point in the box", BOX, [box], { kind: "positive", count: 1 }],
  ["nothing beside a box", { ...BOX, min_pos_points: 0 }, [box], null],
  [
    "something, where anything will do",
    { min_pos_points: 0, startswith_box_optional: true },
    [],
    { kind: "positive", count: 1 },
  ],
  ["only a box, where one may be given", { min_pos_points: 0, startswith_box_optional: true }, [box], null],
  ["what is not the object", { min_neg_points: 1 }, [on], { kind: "negative", count: 1 }],
  ["nothing more, with both", { min_neg_points: 1 }, [on, off], null],
] as const)("an interactor asks for %s", (_, card, prompts, missing) => {
  expect(missingIn(prompts, needs(card))).toEqual(missing);
});

test("a card that speaks of no negative points takes none", () => {
  expect(needs({}).takesNegative).toBe(false);
  expect(needs({ min_neg_points: 0 }).takesNegative).toBe(true);
});

test("a second box takes the place of the first", () => {
  const other: Prompt = { kind: "box", box: { left: 0, top: 0, right: 5, bottom: 5 } };
  expect(withPrompt(withPrompt(withPrompt([], box), on), other)).toEqual([on, other]);
});

test.each([
  ["a box alone", { min_pos_points: 0, startswith_box_optional: true }, ["box"]],
  ["a box and its middle", BOX, ["box", "positive"]],
  ["the middle, where no box is taken", {}, ["positive"]],
] as const)("what lies in a box is shown as %s", (_, card, kinds) => {
  const prompts = promptsOfBox(box.box, needs(card));
  expect(prompts.map(({ kind }) => kind)).toEqual(kinds);
});

test("prompts go out as CVAT's interactors take them", () => {
  expect(orderOf([box, on, off])).toEqual({
    pos_points: [[1, 2]],
    neg_points: [[3, 4]],
    obj_bbox: [
      [10, 20],
      [30, 40],
    ],
  });
  expect(orderOf([on]).obj_bbox).toBeNull();
});
