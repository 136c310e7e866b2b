/** What the function has logged, by level and text. */

import { Button, Group, Select, Switch, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconRefresh, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { logQuery } from "@/api/functions";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { LogLines } from "./LogLines";

const LEVELS = ["debug", "info", "warning", "error"];

export function LogTab({ name }: { name: string }) {
  const { t } = useTranslation();
  const [level, setLevel] = useState("");
  const [text, setText] = useState("");
  const [follow, setFollow] = useState(true);
  const [wanted] = useDebouncedValue(text, 250);
  const log = useQuery(logQuery(name, level, wanted, follow));
  return (
    <Panel
      flush
      title={t("function.tabs.log")}
      aside={
        <Group gap="sm" wrap="nowrap">
          <Switch
            label={t("function.follow")}
            checked={follow}
            onChange={(event) => setFollow(event.currentTarget.checked)}
          />
          <Select
            w={130}
            aria-label={t("function.level")}
            data={[
              { value: "", label: t("function.allLevels") },
              ...LEVELS.map((known) => ({ value: known, label: t("function.fromLevel", { level: known }) })),
            ]}
            value={level}
            onChange={(value) => setLevel(value ?? "")}
          />
          <TextInput
            w={200}
            aria-label={t("function.searchLog")}
            placeholder={t("function.searchLog")}
            leftSection={<IconSearch size={14} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={log.isFetching && !follow}
            onClick={() => log.refetch()}
          >
            {t("function.refresh")}
          </Button>
        </Group>
      }
    >
      {log.isError && <ProblemNotice what={t("function.logFailed")} error={log.error} onRetry={() => log.refetch()} />}
      {!log.isError && (
        <LogLines
          label={t("function.tabs.log")}
          lines={log.data ?? []}
          empty={level || wanted ? t("function.noLogMatch") : t("function.noLog")}
          follow={follow}
        />
      )}
    </Panel>
  );
}
