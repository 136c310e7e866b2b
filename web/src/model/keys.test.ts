import { expect, test } from "vitest";
import { bindingsOf, shown } from "./keys";

const stroke = (code: string, key: string, modifiers = "") => ({
  code,
  key,
  ctrlKey: modifiers.includes("c"),
  metaKey: modifiers.includes("m"),
  altKey: modifiers.includes("a"),
  shiftKey: modifiers.includes("s"),
});

test.each([
  ["a letter by its place", stroke("KeyZ", "y"), ["KeyZ"]],
  ["with modifiers", stroke("KeyZ", "Z", "cs"), ["Ctrl+Shift+KeyZ"]],
  ["Command as Ctrl", stroke("KeyK", "k", "m"), ["Ctrl+KeyK"]],
  ["a sign by what it is", stroke("Slash", "?", "s"), ["?", "Shift+Slash"]],
  ["digits of the number block", stroke("Numpad3", "3"), ["Digit3"]],
  ["a named key", stroke("Tab", "Tab", "s"), ["Shift+Tab"]],
])("%s", (_, pressed, expected) => {
  expect(bindingsOf(pressed)).toEqual(expected);
});

test.each([
  ["Shift+KeyD", "Shift+D"],
  ["Digit0", "0"],
  ["Ctrl+Alt+ArrowLeft", "Ctrl+Alt+←"],
  ["?", "?"],
  ["Enter", "Enter"],
])("%s is printed as %s", (binding, expected) => {
  expect(shown(binding)).toBe(expected);
});
