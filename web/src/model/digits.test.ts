import { expect, test } from "vitest";
import { digitOf, digitsOf, withDigit } from "./digits";
import { AT_FIRST } from "./preferences";

const task = { id: 7, project_id: null };

test.each([
  ["its place", {}, [1, 2, 3]],
  ["a chosen one", { "9": 11 }, [9, 2, 3]],
  ["none where another label has it", { "1": 12 }, [null, 1, 3]],
])("labels have %s", (_, digits, expected) => {
  expect([11, 12, 13].map((label, at) => digitOf(label, at, digits))).toEqual(expected);
});

test("a label has one digit, in one project", () => {
  const once = { ...AT_FIRST, ...withDigit(AT_FIRST, task, 12, 1) };
  const twice = { ...once, ...withDigit(once, task, 12, 5) };
  expect(digitsOf(twice, task)).toEqual({ "5": 12 });
  expect(digitsOf(twice, { id: 8, project_id: 7 })).toEqual({});
});
