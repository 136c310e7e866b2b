import { expect, test } from "vitest";
import { changeCount, NO_CHANGES, nextVersion, originalText, withText } from "./version";

const bundle = {
  config: "metadata:",
  files: [
    { name: "main.py", text: "old" },
    { name: "best.onnx", text: null },
  ],
};

test("weights are kept, a changed text and an added file are sent", () => {
  const changes = { ...withText(NO_CHANGES, bundle, "main.py", "new"), added: [new File(["x"], "labels.txt")] };
  const { draft, keep } = nextVersion(bundle, changes);
  expect(draft.config).toBe("metadata:");
  expect(draft.files.map((file) => file.name)).toEqual(["main.py", "labels.txt"]);
  expect(keep).toEqual(["best.onnx"]);
});

test("other weights of the same name take the place of the old ones", () => {
  const { keep } = nextVersion(bundle, { ...NO_CHANGES, added: [new File(["x"], "best.onnx")] });
  expect(keep).toEqual(["main.py"]);
});

test("the configuration is sent by itself", () => {
  const { draft } = nextVersion(bundle, withText(NO_CHANGES, bundle, "function.yaml", "spec:"));
  expect([draft.config, draft.files.length]).toEqual(["spec:", 0]);
});

test("a text that is as it was is no change", () => {
  const changed = withText(NO_CHANGES, bundle, "main.py", "new");
  expect(changeCount(changed)).toBe(1);
  expect(changeCount(withText(changed, bundle, "main.py", "old"))).toBe(0);
});

test("weights have no text", () => {
  expect(originalText(bundle, "best.onnx")).toBeNull();
});
