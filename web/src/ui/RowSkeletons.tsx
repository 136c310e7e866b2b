/** Grey rows in place of a table that is on its way. */

import { Skeleton, Stack } from "@mantine/core";

export function RowSkeletons({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="sm" p="md" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <Skeleton key={row} height={22} />
      ))}
    </Stack>
  );
}
