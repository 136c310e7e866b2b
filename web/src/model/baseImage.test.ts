import { expect, test } from "vitest";
import { answerFiles, isAnswer } from "./baseImage";

const named = (name: string) => new File(["x"], name);

test("typed packages become a requirements.txt", async () => {
  const [file] = answerFiles([], " numpy\nscipy ");
  expect([file?.name, await file?.text()]).toEqual(["requirements.txt", "numpy\nscipy\n"]);
});

test("a requirements.txt among the files wins", () => {
  expect(answerFiles([named("requirements.txt")], "numpy")).toHaveLength(1);
});

test.each([
  [["best.pt"], false],
  [["Dockerfile", "best.pt"], true],
  [["cpu.dockerfile"], true],
  [["requirements.txt"], true],
  [[], false],
])("%s say what is in an image: %s", (names, says) => {
  expect(isAnswer(names.map(named))).toBe(says);
});
