import { expect, test } from "vitest";
import type { FrameContent } from "@/api/types";
import { Frames } from "./frames";

const content = (frame: number): FrameContent => ({
  ...{ frame, version: 1, reviewed: false, shapes: [], tags: [], tracks: [], predicted_tags: [] },
  predictions: [{ key: "4:0", type: "points", frame, label_id: 1, points: [1, 1], score: 0.3 }],
});

test("a run's first prediction is another object on each frame, and the same one when it is read again", () => {
  const frames = new Frames(1);
  const keys = [0, 1, 0].map((frame) => [...frames.baseOf(frame, content(frame)).document.items.keys()][0]);
  expect(keys[0]).not.toBe(keys[1]);
  expect(keys[2]).toBe(keys[0]);
});
