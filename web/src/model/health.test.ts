import { expect, test } from "vitest";
import { errors, means, rateNow, rates, workerState } from "./health";

const span = (calls: number, seconds = 0, errors = 0) => ({ calls, seconds, errors });
const counts = { span_seconds: 10, history: [span(0), span(20, 4, 1), span(5, 1)] };
const worker = (busy_seconds: number | null) => ({
  number: 0,
  events: 0,
  memory_bytes: 0,
  peak_bytes: 0,
  busy_seconds,
});

test("counts become rates and means", () => {
  expect(rates(counts)).toEqual([0, 2, 0.5]);
  expect(errors(counts)).toEqual([0, 1, 0]);
  expect(means(counts)).toEqual([0, 0.2, 0.2]);
});

test("a span that has just begun does not hide the one before", () => {
  expect(rateNow(counts)).toBe(2);
});

test.each([
  [null, "free"],
  [0.2, "busy"],
  [31, "stuck"],
])("a worker busy for %s seconds is %s", (seconds, state) => {
  expect(workerState(worker(seconds))).toBe(state);
});
