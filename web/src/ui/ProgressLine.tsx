/** A bar with words above it: what is going on, and how far, how fast and how long yet. */

import { Group, Progress, Stack, Text } from "@mantine/core";

type Props = { what: string /** 0..1, null while it is not known */; share: number | null; detail?: string };

export function ProgressLine({ what, share, detail }: Props) {
  const value = share === null ? 100 : Math.max(0, Math.min(1, share)) * 100;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{what}</Text>
        <Text size="sm" c="dimmed" className="numbers">
          {detail}
        </Text>
      </Group>
      <Progress value={value} animated={share === null} striped={share === null} aria-label={what} size={6} />
    </Stack>
  );
}
