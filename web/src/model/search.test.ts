import { expect, test } from "vitest";
import { found } from "./search";

const names = (text: string) =>
  found([{ name: "Racing car" }, { name: "bus" }, { name: "Car" }], text).map(({ name }) => name);

test("names that begin with the text come first", () => {
  expect(names("car")).toEqual(["Car", "Racing car"]);
  expect(names(" B")).toEqual(["bus"]);
  expect(names("")).toEqual(["Racing car", "bus", "Car"]);
  expect(names("x")).toEqual([]);
});
