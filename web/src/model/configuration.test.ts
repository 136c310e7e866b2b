import { expect, test } from "vitest";
import { handlerFileIn, nameIn } from "./configuration";

test.each([
  ["metadata:\n  name: yolo\nspec:\n  x: 1", "yolo"],
  ["apiVersion: 1\r\nmetadata:\r\n  namespace: cvat\r\n  name: 'a b'\r\n", "a b"],
  ["metadata:\nname: YoloV8n_person\nnamespace: cvat", "YoloV8n_person"],
  ['metadata:\n  name: "quoted" # why', "quoted"],
  ["spec:\n  name: other", ""],
  ["", ""],
])("the name in %j", (config, expected) => {
  expect(nameIn(config)).toBe(expected);
});

test.each([
  ["spec:\n  handler: main:handler", "main.py"],
  ["spec:\n  handler: 'model_handler:run'", "model_handler.py"],
  ["spec:\n  handler: detect.py:run", "detect.py"],
  ["spec: {}", "main.py"],
])("the handler's file in %j", (config, expected) => {
  expect(handlerFileIn(config)).toBe(expected);
});
