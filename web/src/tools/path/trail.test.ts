import { expect, test } from "vitest";
import { Trail } from "./trail";

test("clicks and strokes are taken back one by one", () => {
  const trail = new Trail();
  trail.add({ x: 0, y: 0 });
  for (let x = 1; x <= 50; x += 1) trail.draw({ x, y: x % 2 ? 0.2 : 0 });
  trail.draw({ x: 50, y: 50 });
  trail.rest(1);
  expect(trail.points).toEqual([
    { x: 0, y: 0 },
    { x: 50, y: 0 },
    { x: 50, y: 50 },
  ]);
  trail.add({ x: 0, y: 50 });
  expect(trail.points).toHaveLength(4);
  expect(trail.back()).toBe(true);
  expect(trail.points).toHaveLength(3);
  expect(trail.back()).toBe(true);
  expect(trail.points).toEqual([]);
  expect(trail.back()).toBe(false);
});
