/** A label as a swatch of its colour beside its name; the colour is never the text. */

import type { ReactNode } from "react";
import classes from "./LabelName.module.css";

export function Swatch({ color }: { color: string }) {
  return <span className={classes.swatch} style={{ background: color }} aria-hidden />;
}

export function LabelName({ color, children }: { color: string; children: ReactNode }) {
  return (
    <span className={classes.label}>
      <Swatch color={color} />
      <span className={classes.name}>{children}</span>
    </span>
  );
}
