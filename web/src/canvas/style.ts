/** What the user has chosen of how things are drawn. */

import type { Appearance } from "@/model/preferences";

const SMOOTH_BELOW = 3;

export const isSmooth = ({ smoothing }: Appearance, scale: number): boolean =>
  smoothing === "auto" ? scale < SMOOTH_BELOW : smoothing === "smooth";

/** The filter of the picture, as CSS; none where it is as it is. */
export function filterOf({ brightness, contrast, saturation }: Appearance): string {
  if (brightness === 100 && contrast === 100 && saturation === 100) return "";
  return `brightness(${brightness}%) contrast(${contrast}%) saturate(${saturation}%)`;
}
