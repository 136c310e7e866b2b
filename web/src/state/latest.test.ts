import { expect, test } from "vitest";
import { Latest } from "./latest";

function setUp() {
  const asked: string[] = [];
  const answers: string[] = [];
  const open: (() => void)[] = [];
  const latest = new Latest<string, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve) => open.push(() => resolve(question.toUpperCase())));
    },
    (answer) => answers.push(answer),
  );
  const answerNext = async () => {
    open.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { latest, asked, answers, answerNext };
}

test("what comes while one is asked waits, and only the newest of it is asked", async () => {
  const { latest, asked, answers, answerNext } = setUp();
  for (const question of ["a", "b", "c"]) latest.put(question);
  expect(asked).toEqual(["a"]);
  await answerNext();
  expect([asked, answers]).toEqual([["a", "c"], []]);
  await answerNext();
  expect(answers).toEqual(["C"]);
  expect(latest.isOpen).toBe(false);
});

test("what was dropped is not answered, and the next one is", async () => {
  const { latest, answers, answerNext } = setUp();
  latest.put("a");
  latest.drop();
  await answerNext();
  expect([answers, latest.isOpen]).toEqual([[], false]);
  latest.put("b");
  await answerNext();
  expect(answers).toEqual(["B"]);
});
