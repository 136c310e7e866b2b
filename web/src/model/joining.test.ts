import { expect, test } from "vitest";
import { joined } from "./joining";
import { signedArea } from "./outline";

const box = (left: number, top: number, side: number) => [
  { x: left, y: top },
  { x: left + side, y: top },
  { x: left + side, y: top + side },
  { x: left, y: top + side },
];

test.each([
  ["overlapping ones", [box(0, 0, 10), box(5, 5, 10)], [175]],
  ["neighbours with a side in common", [box(0, 0, 10), box(10, 0, 10)], [200]],
  ["one inside another", [box(0, 0, 10), box(2, 2, 2)], [100]],
  ["apart", [box(0, 0, 2), box(5, 5, 2)], [4, 4]],
  ["three in a row", [box(0, 0, 2), box(4, 0, 2), box(1, 0, 4)], [20]],
])("joined: %s", async (_, outlines, areas) => {
  const rings = await joined(outlines);
  expect(rings.map((ring) => Math.abs(signedArea(ring)))).toEqual(areas);
});
