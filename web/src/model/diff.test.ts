import { expect, test } from "vitest";
import { diffLines } from "./diff";

const DIFF = `--- as given
+++ repaired
@@ -1,3 +1,3 @@
 metadata:
-name: cat
+  name: cat
 spec:
@@ -10,2 +10,1 @@
 end
---- dashes
`;

test("each line has its kind and its numbers in both texts", () => {
  expect(diffLines(DIFF).map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
    ["same", "metadata:", 1, 1],
    ["removed", "name: cat", 2, null],
    ["added", "  name: cat", null, 2],
    ["same", "spec:", 3, 3],
    ["gap", "", null, null],
    ["same", "end", 10, 10],
    ["removed", "--- dashes", 11, null],
  ]);
});

test("no diff has no lines", () => {
  expect(diffLines("")).toEqual([]);
});
