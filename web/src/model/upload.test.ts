import { expect, test } from "vitest";
import { addFiles, pathOf, type SourceFile, uploadGroups } from "./upload";

const file = (name: string, size = 1): File => new File([new Uint8Array(size)], name);
const source = (path: string, size: number): SourceFile => ({ path, file: file(path, size) });
const groups = (sizes: number[], bytes: number, files: number) =>
  [
    ...uploadGroups(
      sizes.map((size, at) => source(`${at}.jpg`, size)),
      bytes,
      files,
    ),
  ].map((group) => group.map(({ file: { size } }) => size));

test.each([
  ["nothing", [], []],
  ["all in one", [1, 2, 3], [[1, 2, 3]]],
  ["by bytes", [6, 6, 3], [[6], [6, 3]]],
  ["a file over the limit alone", [1, 50, 1], [[1], [50], [1]]],
  ["by number of files", [0, 0, 0, 0, 0], [[0, 0, 0, 0], [0]]],
])("groups: %s", (_, sizes, expected) => {
  expect(groups(sizes, 10, 4)).toEqual(expected);
});

test.each([
  [{ relativePath: "./day/1.jpg" }, "day/1.jpg"],
  [{ path: "/day/1.jpg" }, "day/1.jpg"],
  [{ webkitRelativePath: "day\\1.jpg" }, "day/1.jpg"],
  [{}, "1.jpg"],
])("the path of a file from %j", (given, expected) => {
  const from = { name: "1.jpg", webkitRelativePath: "", ...given };
  expect(pathOf(from as File)).toBe(expected);
});

test("pictures and archives are taken, system files passed over, the rest is named", () => {
  const { files, refused } = addFiles([], [file("ü 一.JPG"), file("all.zip"), file("notes.txt"), file(".DS_Store")]);
  expect(files.map(({ path }) => path)).toEqual(["ü 一.JPG", "all.zip"]);
  expect(refused).toEqual(["notes.txt"]);
});

test("a file that is dropped again takes the place of the first", () => {
  const { files } = addFiles([source("a.jpg", 1)], [file("a.jpg", 5)]);
  expect(files.map(({ file: { size } }) => size)).toEqual([5]);
});
