/** The colours of labels: far apart for colour-blind eyes as well, all light enough for black text. */

export const PALETTE = [
  "#8f94ed",
  "#a8f145",
  "#a89620",
  "#8de8f8",
  "#e499a4",
  "#47a7a1",
  "#ea94fe",
  "#fd9320",
  "#bada9c",
  "#5cb572",
  "#f968d0",
  "#beb36e",
] as const;

export const colorAt = (index: number): string => PALETTE[index % PALETTE.length] ?? PALETTE[0];

/** The first colour that none of the taken ones is; past twelve they come round again. */
export function nextColor(taken: readonly string[]): string {
  const used = new Set(taken.map((color) => color.toLowerCase()));
  return PALETTE.find((color) => !used.has(color)) ?? colorAt(taken.length);
}

/** Black or white, whichever reads better on the colour (`#rrggbb`). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) || 0);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 110 ? "#101114" : "#ffffff";
}
