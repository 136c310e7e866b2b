/** Where the threads of a worker are now, as its own interpreter tells. */

import { ActionIcon, Button, Group, Loader, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stackOf } from "@/api/functionHealth";
import { ProblemNotice } from "@/ui/ProblemNotice";
import classes from "./WorkersPanel.module.css";

type Props = { name: string; number: number; onClose(): void };

export function WorkerStack({ name, number, onClose }: Props) {
  const { t } = useTranslation();
  const stack = useQuery({
    queryKey: ["functions", name, "stack", number],
    queryFn: () => stackOf(name, number),
    refetchOnWindowFocus: false,
    staleTime: 0,
    gcTime: 0,
  });
  const taken = new Date(stack.dataUpdatedAt).toLocaleTimeString("en-GB");
  return (
    <section className={classes.stack} aria-label={t("health.stackOf", { number })}>
      <Group justify="space-between" px="md" py={6}>
        <Text fw={600}>{t("health.stackOf", { number })}</Text>
        <Group gap="sm">
          {stack.isFetching && <Loader size={14} />}
          {stack.data !== undefined && (
            <Text size="xs" c="dimmed" className="numbers">
              {t("health.takenAt", { time: taken })}
            </Text>
          )}
          <Button size="compact-sm" variant="default" onClick={() => stack.refetch()}>
            {t("health.lookAgain")}
          </Button>
          <ActionIcon size={24} aria-label={t("common.close")} onClick={onClose}>
            <IconX size={14} />
          </ActionIcon>
        </Group>
      </Group>
      {stack.isError && <ProblemNotice what={t("health.stackFailed")} error={stack.error} />}
      {stack.data !== undefined && !stack.isError && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className={classes.text} tabIndex={0}>
          {stack.data}
        </pre>
      )}
    </section>
  );
}
