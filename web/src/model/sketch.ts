/** Masks for tests: drawn with signs, or noise. */

import type { Bitmap } from "./bitmap";

/** Rows of signs, `#` where the mask is. */
export function drawn(left: number, top: number, ...rows: string[]): Bitmap {
  const bits = Uint8Array.from(rows.join(""), (sign) => (sign === "#" ? 1 : 0));
  return { left, top, width: rows[0]?.length ?? 0, height: rows.length, bits };
}

/** The same noise for the same seed. */
export function noise(seed: number, width: number, height: number): Bitmap {
  let state = seed;
  const bits = Uint8Array.from({ length: width * height }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state >> 16) & 1;
  });
  return { left: seed, top: 2 * seed, width, height, bits };
}
