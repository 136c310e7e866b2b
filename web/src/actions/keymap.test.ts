import { expect, test } from "vitest";
import { ACTIONS } from "./index";
import { CVAT_KEYS, holderOf, keyMapOf, keysOf } from "./keymap";

test("a chosen key is taken from what had it at first", () => {
  const choices = { undo: ["KeyF"] };
  expect(keysOf(ACTIONS, choices).get("nextFrame")).toEqual([]);
  expect(keyMapOf(ACTIONS, choices).get("KeyF")?.id).toBe("undo");
});

test("a key that something else has is found out", () => {
  expect(holderOf("KeyD", ACTIONS, {}, "undo")?.id).toBe("previousFrame");
  expect(holderOf("KeyD", ACTIONS, {}, "previousFrame")).toBeUndefined();
});

test("in CVAT's map no key stands for two things, and everything is known", () => {
  const keys = [...keysOf(ACTIONS, CVAT_KEYS).values()].flat();
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(Object.keys(CVAT_KEYS).filter((id) => !ACTIONS.some((action) => action.id === id))).toEqual([]);
});
