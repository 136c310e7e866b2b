/** What is shown when a page cannot be: an address that leads nowhere, or a fault. */

import { Container } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteButton } from "@/ui/RouteLink";

export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size={640} py={48}>
      <ProblemNotice what={t("common.pageFailed")} error={error} onRetry={retry} />
    </Container>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconMapOff size={36} stroke={1.5} />}
      title={t("common.notFound")}
      text={t("common.notFoundText")}
      action={<RouteButton to="/tasks">{t("common.toTasks")}</RouteButton>}
    />
  );
}
