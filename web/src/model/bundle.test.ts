import { expect, test } from "vitest";
import { type Draft, EMPTY_DRAFT, missingIn, partsOf, type Way, withFiles } from "./bundle";

const CONFIG = "metadata:\n  name: yolo\nspec:\n  handler: main:handler\n";
const file = (name: string, text = "x") => new File([text], name);

test("dropped files go where they belong, in whatever order", async () => {
  const dropped = [file("best.onnx"), file("main.py", "code"), file("function.yaml", CONFIG), file("requirements.txt")];
  const draft = await withFiles(EMPTY_DRAFT, dropped);
  expect(draft.config).toBe(CONFIG);
  expect(draft.code).toBe("code");
  expect(draft.files.map(({ name }) => name)).toEqual(["best.onnx", "requirements.txt"]);
});

test("a file of the same name is replaced", async () => {
  const draft = await withFiles(await withFiles(EMPTY_DRAFT, [file("a.onnx", "1")]), [file("a.onnx", "22")]);
  expect(draft.files.map(({ size }) => size)).toEqual([2]);
});

const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...part });

test.each<[string, Way, Draft, string | null]>([
  ["nothing", "code", EMPTY_DRAFT, "config"],
  ["no name", "code", draft({ config: "spec: {}" }), "name"],
  ["no code", "code", draft({ config: CONFIG }), "code"],
  ["pasted code", "code", draft({ config: CONFIG, code: "x" }), null],
  ["code as a file", "code", draft({ config: CONFIG, files: [file("main.py")] }), null],
  ["no weights", "weights", EMPTY_DRAFT, "weights"],
  ["weights", "weights", draft({ files: [file("best.onnx")] }), null],
])("missing: %s", (_, way, given, expected) => {
  expect(missingIn(given, way)).toBe(expected);
});

test("weights alone are sent without what was typed before", () => {
  expect(partsOf(draft({ config: CONFIG, code: "x", files: [file("best.onnx")] }), "weights").config).toBe("");
});
