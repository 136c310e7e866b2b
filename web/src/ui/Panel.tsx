/** A bordered part of a page with a title, or what stands in its place, and at its right what can be done. */

import { Group, Title } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import classes from "./Panel.module.css";

type Props = {
  title?: ReactNode;
  /** A word in small print after the title. */
  note?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  style?: CSSProperties;
};

export function Panel({ title, note, aside, children, flush = false, style }: Props) {
  return (
    <section className={classes.panel} style={style}>
      {(title || aside) && (
        <Group className={classes.head} justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" miw={0}>
            {typeof title === "string" ? (
              <Title order={2} fz={13}>
                {title}
              </Title>
            ) : (
              title
            )}
            {note}
          </Group>
          {aside}
        </Group>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
