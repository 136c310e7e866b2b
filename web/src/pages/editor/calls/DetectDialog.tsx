/** Runs a detector on the frame that is shown: which, what its labels become, and from which score on. */

import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { detect } from "@/actions/detect";
import { detectorsQuery } from "@/api/models";
import type { Model } from "@/api/types";
import { fitting, isReady } from "@/model/detectors";
import { mappedCount } from "@/model/mapping";
import { chosenModels, optionsOf } from "@/model/modelChoices";
import { DetectorSelect } from "@/ui/DetectorSelect";
import { Dialog } from "@/ui/Dialog";
import { MappingTable } from "@/ui/MappingTable";
import { NoDetector } from "@/ui/NoDetector";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { ThresholdField } from "@/ui/ThresholdField";
import { useMapping } from "@/ui/useMapping";
import { useBench, useEditor } from "../bench";
import type { DialogProps } from "../EditorDialogs";
import { useKeyHint } from "../usePreferences";

export default function DetectDialog({ close }: DialogProps) {
  const { t } = useTranslation();
  const number = useEditor(({ frame }) => frame + 1);
  return (
    <Dialog size={600} opened onClose={close} title={t("calls.detectTitle", { number })}>
      <Detectors close={close} />
    </Dialog>
  );
}

function Detectors({ close }: DialogProps) {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(detectorsQuery);
  if (isError) return <ProblemNotice what={t("calls.loadFailed")} error={error} onRetry={refetch} />;
  if (!data) return <RowSkeletons rows={5} />;
  return data.length === 0 ? <NoDetector /> : <DetectForm models={data} close={close} />;
}

function DetectForm({ models, close }: DialogProps & { models: readonly Model[] }) {
  const { t } = useTranslation();
  const bench = useBench();
  const { labels, task } = bench.session.assignment;
  const [kept] = useState(() => bench.preferences.store.getState());
  const fits = fitting(models, labels);
  const last = fits.find(({ model }) => model.id === chosenModels(kept, task).detector) ?? fits[0];
  const [id, setId] = useState(last?.model.id ?? "");
  const chosen = models.find((model) => model.id === id);
  const { rows, changes, change } = useMapping(chosen, labels, (of) => optionsOf(kept, task, of).mapping);
  const [{ threshold, replaces }, set] = useState(() => optionsOf(kept, task, id));
  const choose = (other: string) => {
    setId(other);
    set(optionsOf(kept, task, other));
  };
  const mapped = mappedCount(rows);
  const start = () => {
    close();
    if (chosen) void detect(bench, chosen, { mapping: changes, threshold, replaces });
  };
  const again = useKeyHint("detectAgain");
  return (
    <Stack gap="md">
      <DetectorSelect fits={fits} chosen={chosen} onChange={choose} />
      <MappingTable rows={rows} labels={labels} onChange={change} />
      <ThresholdField value={threshold} onChange={(value) => set((old) => ({ ...old, threshold: value }))} />
      <Switch
        label={t("calls.replaces")}
        description={t("calls.replacesHint")}
        checked={replaces}
        onChange={({ currentTarget: { checked } }) => set((old) => ({ ...old, replaces: checked }))}
      />
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="xs" c={mapped === 0 ? "var(--mantine-color-error)" : "dimmed"}>
          {mapped === 0 ? t("annotate.nothingMapped") : again && t("calls.again", { key: again })}
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button disabled={mapped === 0 || !chosen || !isReady(chosen)} onClick={start}>
            {t("calls.start")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
