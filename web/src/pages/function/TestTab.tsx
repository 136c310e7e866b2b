/** Tries the function with a picture: the answer drawn on it, as a list and as JSON, and how long it took. */

import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invokeFunction } from "@/api/functions";
import type { DeployedFunction } from "@/api/types";
import { cardOf } from "@/model/card";
import { foundObjects, labelsOf } from "@/model/detection";
import { statusOf } from "@/model/status";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { base64Of, decoded, type TestPicture } from "./picture";
import { TestResultView } from "./TestResultView";
import classes from "./TestTab.module.css";

const FIRST_THRESHOLD = 0.5;

export function TestTab({ found }: { found: DeployedFunction }) {
  const { t } = useTranslation();
  const [picture, setPicture] = useState<TestPicture | null>(null);
  const [threshold, setThreshold] = useState(FIRST_THRESHOLD);
  const test = useMutation({
    mutationFn: async (tried: TestPicture) =>
      invokeFunction(found.metadata.name, await base64Of(tried.file), threshold),
  });
  const take = async ([file]: File[]) => {
    if (!file) return;
    const taken = { file, bitmap: await decoded(file) };
    setPicture(taken);
    test.mutate(taken);
  };
  const labels = labelsOf(test.data?.detections ?? [], cardOf(found).labels);
  return (
    <div className={classes.columns}>
      <Stack gap="md">
        <TestOrder
          ready={statusOf(found.status.state) === "ready"}
          running={test.isPending}
          picture={picture}
          threshold={threshold}
          onThreshold={setThreshold}
          onFiles={(files) => void take(files)}
          onRun={() => picture && test.mutate(picture)}
        />
        {test.isError && <ProblemNotice what={t("function.testFailed")} error={test.error} />}
      </Stack>
      <TestResultView
        picture={picture}
        result={test.data ?? null}
        objects={foundObjects(test.data?.detections ?? [], labels)}
        labels={labels}
      />
    </div>
  );
}

type OrderProps = {
  ready: boolean;
  running: boolean;
  picture: TestPicture | null;
  threshold: number;
  onThreshold(threshold: number): void;
  onFiles(files: File[]): void;
  onRun(): void;
};

function TestOrder({ ready, running, picture, threshold, onThreshold, onFiles, onRun }: OrderProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("function.testPicture")}>
      <Stack gap="sm">
        <FileDrop
          compact
          multiple={false}
          disabled={!ready || running}
          title={t("function.dropPicture")}
          hint={ready ? t("function.dropPictureHint") : t("function.notReady")}
          onFiles={onFiles}
        />
        {picture && (
          <Text size="xs" c="dimmed">
            {picture.file.name}
          </Text>
        )}
        <Group align="end" gap="sm" justify="space-between">
          <NumberInput
            w={110}
            label={t("annotate.threshold")}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            fixedDecimalScale
            value={threshold}
            onChange={(value) => typeof value === "number" && onThreshold(value)}
          />
          <Button
            leftSection={<IconPlayerPlay size={15} />}
            disabled={!picture || !ready}
            loading={running}
            onClick={onRun}
          >
            {t("function.run")}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
