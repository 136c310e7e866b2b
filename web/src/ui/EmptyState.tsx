/** Says what would be here, why there is nothing, and holds the button that changes it. */

import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { icon: ReactNode; title: string; text: string; action?: ReactNode };

export function EmptyState({ icon, title, text, action }: Props) {
  return (
    <Stack align="center" gap={6} py={56} px="xl" ta="center">
      <Text c="dimmed" component="span" aria-hidden lh={0} mb={4}>
        {icon}
      </Text>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={440} mb="sm">
        {text}
      </Text>
      {action}
    </Stack>
  );
}
