/** What the function logs and prints, live, by level and text. */

import { Button, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconRefresh, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StreamState } from "@/api/logStream";
import { Panel } from "@/ui/Panel";
import classes from "./Log.module.css";
import { LogLines } from "./LogLines";
import { useLiveLog } from "./useLiveLog";

const LEVELS = ["debug", "info", "warning", "error"];

export function LogTab({ name }: { name: string }) {
  const { t } = useTranslation();
  const [level, setLevel] = useState("");
  const [text, setText] = useState("");
  const [follow, setFollow] = useState(true);
  const [wanted] = useDebouncedValue(text, 250);
  const log = useLiveLog(name, { level, text: wanted }, !follow);
  return (
    <Panel
      flush
      title={t("function.tabs.log")}
      note={<Liveness state={follow ? log.state : "paused"} />}
      aside={
        <Group gap="sm" wrap="nowrap">
          {log.state === "ended" && (
            <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={log.restart}>
              {t("common.retry")}
            </Button>
          )}
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
        </Group>
      }
    >
      <LogLines
        label={t("function.tabs.log")}
        lines={log.lines}
        empty={level || wanted ? t("function.noLogMatch") : t("function.noLog")}
        follow={follow}
      />
    </Panel>
  );
}

function Liveness({ state }: { state: StreamState | "paused" }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed" role="status" className={classes.liveness} data-state={state}>
      {t(`function.stream.${state}`)}
    </Text>
  );
}
