import { expect, test } from "vitest";
import { fitInto, pan, reveal, toPicture, visible, zoomAt } from "./view";

const picture = { width: 1000, height: 500 };
const screen = { width: 532, height: 532 };

test("the whole picture fits in, centred", () => {
  expect(fitInto(picture, screen)).toEqual({ scale: 0.5, x: 16, y: 141 });
});

test("the point under the pointer stays while zooming", () => {
  const at = { x: 100, y: 200 };
  const before = fitInto(picture, screen);
  const after = zoomAt(before, at, 3, before.scale);
  expect(after.scale).toBeCloseTo(1.5);
  const [from, to] = [toPicture(before, at), toPicture(after, at)];
  expect([to.x, to.y]).toEqual([expect.closeTo(from.x), expect.closeTo(from.y)]);
});

test.each([
  [1e9, 40],
  [1e-9, 0.05],
])("zooming by %d ends at %d", (factor, expected) => {
  const view = fitInto(picture, screen);
  expect(zoomAt(view, { x: 0, y: 0 }, factor, view.scale).scale).toBeCloseTo(expected);
});

test("a picture cannot be pushed out of sight", () => {
  const { x, y } = pan(fitInto(picture, screen), -9999, 9999, picture, screen);
  expect([x, y]).toEqual([48 - 500, 532 - 48]);
});

test("an object out of sight is brought in, one in sight moves nothing", () => {
  const close = { scale: 4, x: 0, y: 0 };
  const seen = { left: 10, top: 10, right: 20, bottom: 20 };
  expect(reveal(close, seen, screen)).toBe(close);
  const far = { left: 900, top: 400, right: 950, bottom: 450 };
  const shown = visible(reveal(close, far, screen), screen);
  expect(shown.left).toBeLessThan(900);
  expect(shown.bottom).toBeGreaterThan(450);
});
