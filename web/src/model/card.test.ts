import { expect, test } from "vitest";
import { labelsIn } from "./card";
import { statusOf } from "./status";

test.each([
  ['[{"id":0,"name":"person","type":"rectangle"},{"name":"car"}]', ["person", "car"]],
  ['[{"id":0}, null, 5]', []],
  ['{"name":"person"}', []],
  ["[ broken, ]", []],
  ["", []],
])("labels in %s", (spec, expected) => {
  expect(labelsIn(spec)).toEqual(expected);
});

test.each([
  ["ready", "ready"],
  ["waitingForBuild", "building"],
  ["configuringResources", "starting"],
  ["unhealthy", "error"],
  ["imported", "stopped"],
  ["a state of tomorrow", "stopped"],
])("%s is shown as %s", (state, expected) => {
  expect(statusOf(state)).toBe(expected);
});
