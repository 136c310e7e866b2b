import { expect, test } from "vitest";
import type { Shape } from "@/api/types";
import { turned } from "@/model/geometry";
import { KINDS } from ".";
import { boxOf } from "./frame";

const box = (rotation: number, points = [100, 100, 200, 140]): Shape => ({
  ...{ type: "rectangle", points, rotation, frame: 0, label_id: 1 },
});
const ellipse = (rotation: number): Shape => ({ ...box(rotation, [150, 120, 200, 100]), type: "ellipse" });
const handle = (shape: Shape, id: string) => KINDS[shape.type].handles?.(shape, 0).find((each) => each.id === id)?.at;
const ACROSS = { nw: "se", n: "s", ne: "sw", e: "w", se: "nw", s: "n", sw: "ne", w: "e" } as const;
const SIDES = Object.keys(ACROSS) as (keyof typeof ACROSS)[];

const near = (a = { x: 0, y: 0 }, b = { x: 1e9, y: 0 }) => Math.hypot(a.x - b.x, a.y - b.y);

test.each([0, 30, 90, 145, 300])("the side across stays where it is when a box turned by %i is resized", (rotation) => {
  for (const shape of [box(rotation), ellipse(rotation)]) {
    for (const side of SIDES) {
      const from = handle(shape, side) ?? { x: 0, y: 0 };
      const to = { x: from.x + 13, y: from.y - 7 };
      const changed = KINDS[shape.type].dragged?.(shape, side, to, false) ?? shape;
      expect(near(handle(changed, ACROSS[side]), handle(shape, ACROSS[side]))).toBeLessThan(0.05);
      // A corner goes where the pointer goes.
      if (side.length === 2) expect(near(handle(changed, side), to)).toBeLessThan(0.05);
    }
  }
});

test.each([
  ["to the right", { x: 400, y: 120 }, 90],
  ["down", { x: 150, y: 500 }, 180],
  ["up", { x: 150, y: 0 }, 0],
])("the turning handle dragged %s", (_, to, expected) => {
  for (const shape of [box(20), ellipse(20)]) {
    const changed = KINDS[shape.type].dragged?.(shape, "turn", to, false);
    expect(changed?.rotation).toBe(expected);
    expect(changed?.points).toEqual(shape.points);
  }
});

test("with Shift a box turns in steps", () => {
  const to = turned({ x: 150, y: 0 }, { x: 150, y: 120 }, 34);
  expect(KINDS.rectangle.dragged?.(box(0), "turn", to, true).rotation).toBe(30);
});

test("the edge of a turned box is felt where it is seen", () => {
  const shape = box(90);
  const top = turned({ x: 150, y: 100 }, { x: 150, y: 120 }, 90);
  expect(KINDS.rectangle.edge?.(shape, top, 6)?.id).toBe("n");
  expect(KINDS.rectangle.edge?.(shape, { x: 105, y: 120 }, 6)).toBeNull();
  expect(boxOf(shape.points ?? [])).toEqual({ left: 100, top: 100, right: 200, bottom: 140 });
});
