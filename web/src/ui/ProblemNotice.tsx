/** What failed, why in the server's words, and the way out; the detail can be copied. */

import { Alert, Button, CopyButton, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import classes from "./ProblemNotice.module.css";

type Props = {
  what: string;
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  /** Only the sentence: where the person's own input is what is wrong. */
  brief?: boolean;
};

export function ProblemNotice({ what, error, onRetry, action, brief = false }: Props) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} />} title={what}>
      <Text size="sm" className={classes.message}>
        {problem.message}
      </Text>
      <Group gap="sm" mt="sm" display={brief ? "none" : undefined}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        )}
        {action}
        <CopyButton value={`${what}\n${problem.status} ${problem.message}\n${problem.detail}`}>
          {({ copied, copy }) => (
            <Button variant="subtle" color="gray" onClick={copy}>
              {copied ? t("common.copied") : t("common.copyDetail")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
