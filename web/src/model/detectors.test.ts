import { expect, test } from "vitest";
import type { Label, Model } from "@/api/types";
import { fitting } from "./detectors";

const model = (name: string, labels: string[], state = "ready") =>
  ({ id: name, name, state, labels_v2: labels.map((label) => ({ name: label })) }) as unknown as Model;
const LABELS = ["cat", "dog", "bird"].map((name) => ({ name })) as Label[];

test("those that answer and know most labels of the task come first", () => {
  const models = [
    model("stranger", ["ship"]),
    model("asleep", ["cat", "dog"], "scaledToZero"),
    model("one", ["cat", "ship"]),
    model("two", ["Cat", "dog"]),
  ];
  expect(fitting(models, LABELS).map(({ model: { name }, mapped, known }) => [name, mapped, known])).toEqual([
    ["two", 2, 2],
    ["one", 1, 2],
    ["stranger", 0, 1],
    ["asleep", 2, 2],
  ]);
});
