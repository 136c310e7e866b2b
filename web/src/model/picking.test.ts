import { expect, test } from "vitest";
import { clicked, decided, meant, NOTHING_PICKED, type Picking, present, stepped } from "./picking";

const KEYS = [1, 2, 3, 4, 5, 6];
const picking = (picked: number[], cursor: number | null = null): Picking => ({ picked: new Set(picked), cursor });

test("a click picks, another one unpicks, and Shift reaches from the last one", () => {
  const one = clicked(NOTHING_PICKED, KEYS, 2, false);
  expect(one).toEqual(picking([2], 2));
  expect(clicked(one, KEYS, 5, true)).toEqual(picking([2, 3, 4, 5], 5));
  expect(clicked(one, KEYS, 2, false)).toEqual(picking([], 2));
  expect(clicked(NOTHING_PICKED, KEYS, 3, true)).toEqual(picking([3], 3));
});

test("arrows move the cursor and stay on the grid", () => {
  expect(stepped(NOTHING_PICKED, KEYS, 3, false)).toEqual(picking([], 1));
  expect(stepped(picking([], 2), KEYS, 3, false)).toEqual(picking([], 5));
  expect(stepped(picking([], 5), KEYS, 3, false)).toEqual(picking([], 6));
  expect(stepped(picking([1], 4), KEYS, -2, true)).toEqual(picking([1, 2, 3, 4], 2));
  expect(stepped(NOTHING_PICKED, [], 1, false)).toBe(NOTHING_PICKED);
});

test("keys are for what is picked, or else for where the cursor stands", () => {
  expect([...meant(picking([2, 3], 5))]).toEqual([2, 3]);
  expect([...meant(picking([], 5))]).toEqual([5]);
  expect([...meant(NOTHING_PICKED)]).toEqual([]);
});

test.each([
  ["what vanishes makes room for the next", picking([], 2), [1, 3, 4, 5, 6], 3],
  ["what stays is left behind", picking([], 2), KEYS, 3],
  ["the last of several", picking([2, 4], 1), [1, 3, 5, 6], 5],
  ["the end", picking([], 6), [1, 2, 3, 4, 5], 5],
  ["nothing is left", picking(KEYS), [], null],
])("after deciding: %s", (_, before, now, cursor) => {
  expect(decided(before, KEYS, now)).toEqual(picking([], cursor));
});

test("what is gone is not picked any more", () => {
  const before = picking([1, 2], 2);
  expect(present(before, new Set(KEYS))).toBe(before);
  expect(present(before, new Set([1, 3]))).toEqual(picking([1]));
});
