import { expect, test } from "vitest";
import { english } from "@/locales/english";
import { ACTIONS } from "./index";

test("no key stands for two things", () => {
  const keys = ACTIONS.flatMap(({ keys: bound }) => bound);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("every action has words", () => {
  const words: Record<string, string> = english.editor.action;
  expect(ACTIONS.map(({ id }) => id).filter((id) => !words[id])).toEqual([]);
});
