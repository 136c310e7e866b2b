import { expect, test } from "vitest";
import type { Job, Label, Shape } from "@/api/types";
import { fits, jobOf, labelForDigit, neighbour, relabelled, withoutShape } from "./objects";

const shape = (id: number, source = "auto"): Shape => ({ id, type: "rectangle", frame: 0, label_id: 1, source });
const label = (id: number, type = "any") => ({ id, type, name: `label ${id}` }) as Label;
const job = (id: number, start_frame: number, stop_frame: number) => ({ id, start_frame, stop_frame }) as Job;

test.each([
  [0, 1],
  [9, 1],
  [10, 2],
  [20, undefined],
])("frame %d is in job %s", (frame, expected) => {
  expect(jobOf([job(1, 0, 9), job(2, 10, 19)], frame)?.id).toBe(expected);
});

test("a relabelled prediction is no longer only the model's, and keeps its id and score", () => {
  const changed = relabelled({ ...shape(5), score: 0.8 }, 3);
  expect(changed).toMatchObject({ id: 5, label_id: 3, score: 0.8, source: "semi-auto" });
  expect(relabelled(shape(5, "manual"), 3).source).toBe("manual");
});

test.each([
  [1, 2],
  [3, 2],
])("after %d is gone, %d is selected", (gone, expected) => {
  expect(neighbour([shape(1), shape(2), shape(3)], gone)).toBe(expected);
});

test("nothing is selected after the last one is gone", () => {
  expect(neighbour([shape(1)], 1)).toBeNull();
  expect(withoutShape([shape(1)], 1)).toEqual([]);
});

test.each([
  ["1", 11],
  ["2", 12],
  ["3", undefined],
  ["0", undefined],
  ["a", undefined],
])("key %s stands for label %s", (key, expected) => {
  expect(labelForDigit([label(11), label(12)], key)?.id).toBe(expected);
});

test.each([
  ["any", true],
  ["rectangle", true],
  ["polygon", false],
])("a rectangle fits a label of type %s: %s", (type, expected) => {
  expect(fits(shape(1), label(1, type))).toBe(expected);
});
