import { expect, test } from "vitest";
import { type Bitmap, maskPoints } from "./bitmap";
import { drawn } from "./sketch";
import { stroked } from "./stroke";

const painted = ({ bits, ...box }: Bitmap) => ({
  ...box,
  rgba: Uint8Array.from([...bits].flatMap((bit) => [9, 9, 9, bit * 200])).buffer,
});
const points = (...mask: Parameters<typeof drawn>) => maskPoints(drawn(...mask)) ?? [];

test("a first stroke makes a mask of what is opaque", () => {
  const { mask } = stroked({ mask: null, patch: painted(drawn(2, 3, ".#", "##")), below: [] });
  expect(mask).toEqual(points(2, 3, ".#", "##"));
});

test("the mask is as before outside of what was painted", () => {
  const { mask } = stroked({ mask: points(0, 0, "####", "####"), patch: painted(drawn(1, 0, "..", "##")), below: [] });
  expect(mask).toEqual(points(0, 0, "#..#", "####"));
});

test("nothing is left when all is erased", () => {
  expect(stroked({ mask: points(0, 0, "##"), patch: painted(drawn(0, 0, "..")), below: [] }).mask).toBeNull();
});

test("masks below lose what is covered, all of it too; those beside are not touched", () => {
  const below = [points(0, 0, "###"), points(1, 0, "#"), points(9, 9, "##")];
  const stroke = stroked({ mask: null, patch: painted(drawn(1, 0, "##")), below });
  expect(stroke.below).toEqual([points(0, 0, "#"), null, undefined]);
});
