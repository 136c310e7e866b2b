import { expect, test } from "vitest";
import { mappingOf, propose, unmappedFirst } from "./mapping";

const partners = (model: string[], task: string[]) => propose(model, task).map((row) => row.taskLabel);

test.each([
  ["exact name", ["car"], ["bus", "car"], ["car"]],
  ["exact before folded", ["Car"], ["car", "Car"], ["Car"]],
  ["case", ["CAR"], ["car"], ["car"]],
  ["separators", ["traffic_light"], ["Traffic light"], ["Traffic light"]],
  ["no partner", ["dog"], ["car"], [null]],
  ["many to one", ["car", "CAR"], ["Car"], ["Car", "Car"]],
  ["no labels in the task", ["car"], [], [null]],
])("proposal by %s", (_, model, task, expected) => {
  expect(partners(model, task)).toEqual(expected);
});

test("of two task labels that fold alike the first is proposed", () => {
  expect(partners(["CAR"], ["Car", "car"])).toEqual(["Car"]);
});

test("rows without a partner come first, in the model's order", () => {
  const rows = propose(["a", "x", "b", "y"], ["a", "b"]);
  expect(unmappedFirst(rows).map((row) => row.modelLabel)).toEqual(["x", "y", "a", "b"]);
});

test("ignored labels are not sent", () => {
  const rows = [
    { modelLabel: "car", taskLabel: "vehicle" },
    { modelLabel: "bus", taskLabel: "vehicle" },
    { modelLabel: "dog", taskLabel: null },
  ];
  expect(mappingOf(rows)).toEqual({
    car: { name: "vehicle", attributes: {} },
    bus: { name: "vehicle", attributes: {} },
  });
});
