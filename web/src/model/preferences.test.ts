import { expect, test } from "vitest";
import { AT_FIRST, PLAIN, preferencesOf } from "./preferences";

test.each([
  ["nothing", undefined, AT_FIRST],
  ["something else", [1], AT_FIRST],
  [
    "a broken part",
    { editor_keys: { undo: "KeyU", redo: ["KeyR"] } },
    { ...AT_FIRST, editor_keys: { redo: ["KeyR"] } },
  ],
  [
    "what another version keeps",
    { editor_appearance: { fill: 0.5, line: "thick", sparkle: true }, other: 1 },
    { ...AT_FIRST, editor_appearance: { ...PLAIN, fill: 0.5 } },
  ],
  [
    "a way to review",
    { editor_review: { order: "doubt", clearsHidden: "no" } },
    { ...AT_FIRST, editor_review: { order: "doubt", clearsHidden: true } },
  ],
])("preferences are made of %s", (_, kept, expected) => {
  expect(preferencesOf(kept)).toEqual(expected);
});
