import { expect, test } from "vitest";
import { problemOf } from "./problem";
import { meansSignedOut } from "./session";

test.each([
  ['{"detail":"Not found."}', "Not found."],
  [
    '{"name":["This field is required."],"labels":["Given twice."]}',
    "name: This field is required. labels: Given twice.",
  ],
  ['{"non_field_errors":["Unable to log in."]}', "Unable to log in."],
  ['{"error":"There is no function.yaml."}', "There is no function.yaml."],
  ['["one","two"]', "one two"],
  ["Traceback: KeyError", "Traceback: KeyError"],
  ["<html>Bad gateway</html>", "The server answered with status 502."],
  ["", "The server answered with status 502."],
  ["{}", "The server answered with status 502."],
])("the sentence of %s", (body, expected) => {
  expect(problemOf(502, body).message).toBe(expected);
});

test.each([
  [401, "{}", true],
  [403, '{"detail":"Authentication credentials were not provided."}', true],
  [403, '{"detail":"You do not have permission to perform this action."}', false],
  [500, "{}", false],
])("status %d with %s means signed out: %s", (status, body, expected) => {
  expect(meansSignedOut(problemOf(status, body))).toBe(expected);
});
