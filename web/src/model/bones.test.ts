import { expect, test } from "vitest";
import { bonesIn } from "./bones";

const joint = (id: number, name: string) => ({ id, name, color: "", attributes: [], sublabels: [], type: "points" });
const line = (from: number, to: number) =>
  `<line x1="0" data-type="edge" data-node-from="${from}" data-node-to="${to}"/>`;

test("the lines of a skeleton's drawing join sublabels, named by id or by name", () => {
  const svg =
    '<circle r="1" data-type="element node" data-node-id="1" data-label-id="31"/>' +
    '<circle r="1" data-type="element node" data-node-id="2" data-label-name="foot"></circle>' +
    line(2, 1) +
    line(1, 9);
  expect(bonesIn({ svg, sublabels: [joint(31, "knee"), joint(32, "foot")] })).toEqual([[32, 31]]);
  expect(bonesIn({ sublabels: [] })).toEqual([]);
});
