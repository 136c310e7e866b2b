/** How wide a brush can be, and how it grows and shrinks. */

export const LEAST_BRUSH = 1;
export const MOST_BRUSH = 400;

/** One step is a tenth, but at least a pixel. */
export function resized<B extends { readonly size: number }>(brush: B, steps: number): B {
  const by = Math.max(1, Math.round(brush.size * 0.1)) * steps;
  return { ...brush, size: Math.max(LEAST_BRUSH, Math.min(MOST_BRUSH, brush.size + by)) };
}
