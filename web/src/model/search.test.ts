import { expect, test } from "vitest";
import { found } from "./search";

const names = (text: string) =>
  found([{ name: "Racing car" }, { name: "bus" }, { name: "carriage" }, { name: "Car" }], text).map(({ name }) => name);

test("the nearest names come first", () => {
  expect(names("car")).toEqual(["Car", "carriage", "Racing car"]);
  expect(names(" B")).toEqual(["bus"]);
  expect(names("")).toEqual(["Racing car", "bus", "carriage", "Car"]);
  expect(names("x")).toEqual([]);
});
