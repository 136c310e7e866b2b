/** The frame of a page: the way back, the title, what can be done, and the content below. */

import { Group, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Page.module.css";

type Props = {
  title: string;
  /** A link to the list that this thing is one of. */
  parent?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** A page of reading width instead of the whole window. */
  narrow?: boolean;
};

export function Page({ title, parent, badge, actions, children, narrow = false }: Props) {
  useDocumentTitle(`${title} · Prelabel`);
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <Group justify="space-between" mb="md" gap="md" mih={28}>
        <Group gap={6} wrap="nowrap" miw={0}>
          {parent && <span className={classes.parent}>{parent}</span>}
          {parent && <IconChevronRight size={14} className={classes.chevron} aria-hidden />}
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {badge}
        </Group>
        <Group gap="sm">{actions}</Group>
      </Group>
      {children}
    </div>
  );
}
