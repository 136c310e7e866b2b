/** One line below a configuration: whether the server can read it, and the way to its repair. */

import { Button, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconTool } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { repairQuery } from "@/api/functions";
import { asProblem } from "@/api/problem";
import type { Repair } from "@/api/types";
import classes from "./ConfigCheck.module.css";

const PAUSE_MS = 600;

export function ConfigCheck({ config, onShow }: { config: string; onShow(repair: Repair): void }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(config, PAUSE_MS);
  const check = useQuery({ ...repairQuery(settled), enabled: settled.trim() !== "" });
  if (settled !== config || !settled.trim()) return null;
  if (check.isError) {
    return (
      <div className={classes.line} data-kind="broken" role="status">
        <IconAlertTriangle size={15} aria-hidden />
        <Text size="xs">{asProblem(check.error).message}</Text>
      </div>
    );
  }
  const repair = check.data;
  if (!repair?.diff) return null;
  return (
    <div className={classes.line} data-kind="repaired" role="status">
      <IconTool size={15} aria-hidden />
      <Text size="xs" lineClamp={2}>
        {repair.remarks[0]}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => onShow(repair)}>
        {t("repair.show")}
      </Button>
    </div>
  );
}
