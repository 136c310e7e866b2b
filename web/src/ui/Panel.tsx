/** A bordered part of a page with a title and, at its right, what can be done. */

import { Group, Title } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import classes from "./Panel.module.css";

type Props = { title?: ReactNode; aside?: ReactNode; children: ReactNode; flush?: boolean; style?: CSSProperties };

export function Panel({ title, aside, children, flush = false, style }: Props) {
  return (
    <section className={classes.panel} style={style}>
      {(title || aside) && (
        <Group className={classes.head} justify="space-between" wrap="nowrap" gap="sm">
          <Title order={2} fz={13}>
            {title}
          </Title>
          {aside}
        </Group>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
