import { expect, test } from "vitest";
import { bytes, duration, latency, memory, moment, rate } from "./quantity";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KB"],
  [2679169, "2.6 MB"],
  [5 * 2 ** 40, "5.0 TB"],
])("%d bytes are %s", (given, expected) => {
  expect(bytes(given)).toBe(expected);
});

test.each([
  [0.2, "0 s"],
  [8.4, "8 s"],
  [95, "1 min 35 s"],
  [7300, "2 h 1 min"],
  [-3, "0 s"],
])("%d seconds are %s", (given, expected) => {
  expect(duration(given)).toBe(expected);
});

test.each([
  [0, "0 ms"],
  [0.0042, "4.2 ms"],
  [0.25, "250 ms"],
  [1.54, "1.5 s"],
  [95, "1 min 35 s"],
])("a call of %d seconds took %s", (given, expected) => {
  expect(latency(given)).toBe(expected);
});

test("memory is told as the server tells it", () => {
  expect([memory(120_400_000), memory(1_610_612_736)]).toEqual(["120 MB", "1.6 GB"]);
});

test("rates under ten show a decimal", () => {
  expect([rate(3.14), rate(12.6)]).toEqual(["3.1", "13"]);
});

test("a moment of today is shown without its date", () => {
  const now = new Date("2026-11-23T16:00:00");
  expect(moment(new Date("2026-11-23T09:05:00"), now)).toBe("09:05");
  expect(moment(new Date("2026-11-22T09:05:00"), now)).toBe("2026-11-22 09:05");
});
