/** A small line that shows how a figure went; the figure itself stands beside it. */

import classes from "./Sparkline.module.css";

type Props = { label: string; values: readonly number[]; tone?: "accent" | "error" };

const HEIGHT = 24;

export function Sparkline({ label, values, tone = "accent" }: Props) {
  const width = Math.max(1, values.length - 1);
  const top = Math.max(...values, 0) || 1;
  const points = values.map((value, at) => `${at},${(HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(2)}`).join(" ");
  return (
    <svg
      className={classes.line}
      data-tone={tone}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <polygon points={`0,${HEIGHT} ${points} ${width},${HEIGHT}`} />
      <polyline points={points} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
