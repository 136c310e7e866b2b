/** Makes a data set of the task in a format of choice and downloads it. */

import { Anchor, Button, Group, Radio, ScrollArea, Stack, Switch, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { exportTask, formatsQuery } from "@/api/exports";
import type { Task } from "@/api/types";
import { percent } from "@/model/quantity";
import { Dialog } from "@/ui/Dialog";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { ProgressLine } from "@/ui/ProgressLine";
import { RowSkeletons } from "@/ui/RowSkeletons";

/** Formats that the catalogue has a sentence for. */
const ABOUT = {
  "COCO 1.0": "coco",
  "CVAT for images 1.1": "cvat",
  "Ultralytics YOLO Detection 1.0": "ultralytics",
  "YOLO 1.1": "yolo",
} as const;

type Work = { share: number | null; url?: string; error?: unknown };

export function ExportDialog({ task, opened, onClose }: { task: Task; opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("export.title", { name: task.name })} size={460}>
      <ExportForm task={task} />
    </Dialog>
  );
}

function ExportForm({ task }: { task: Task }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState("");
  const [pictures, setPictures] = useState(false);
  const { work, start, cancel } = useExport(task.id);
  const busy = Boolean(work && !work.url && work.error === undefined);

  return (
    <Stack gap="md">
      <FormatPicker value={format} disabled={busy} onChange={setFormat} />
      <Switch
        label={t("export.pictures")}
        checked={pictures}
        disabled={busy}
        onChange={(event) => setPictures(event.currentTarget.checked)}
      />
      {busy && work && (
        <ProgressLine
          what={t("export.running")}
          share={work.share}
          detail={work.share === null ? "" : percent(work.share)}
        />
      )}
      {work?.error !== undefined && <ProblemNotice what={t("export.failed")} error={work.error} />}
      {work?.url && (
        <Text role="status">
          {t("export.done")}{" "}
          <Anchor href={work.url} download>
            {t("export.again")}
          </Anchor>
        </Text>
      )}
      <Group justify="flex-end" gap="sm">
        {busy && (
          <Button variant="default" onClick={cancel}>
            {t("common.cancel")}
          </Button>
        )}
        <Button
          leftSection={<IconDownload size={16} />}
          loading={busy}
          disabled={!format}
          onClick={() => start(format, pictures)}
        >
          {t("export.start")}
        </Button>
      </Group>
    </Stack>
  );
}

type PickerProps = { value: string; disabled: boolean; onChange(format: string): void };

function FormatPicker({ value, disabled, onChange }: PickerProps) {
  const { t } = useTranslation();
  const formats = useQuery(formatsQuery);
  const first = formats.data?.[0]?.name;
  useEffect(() => {
    if (!value && first) onChange(first);
  }, [value, first, onChange]);
  if (formats.isError) {
    return <ProblemNotice what={t("export.formatsFailed")} error={formats.error} onRetry={() => formats.refetch()} />;
  }
  if (!formats.data) return <RowSkeletons rows={4} />;
  return (
    <Radio.Group label={t("export.format")} value={value} onChange={onChange}>
      <ScrollArea.Autosize mah={280} mt={6}>
        <Stack gap={8}>
          {formats.data.map(({ name }) => (
            <Radio
              key={name}
              value={name}
              disabled={disabled}
              label={name}
              description={name in ABOUT ? t(`export.about.${ABOUT[name as keyof typeof ABOUT]}`) : undefined}
              data-autofocus={name === value || undefined}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Radio.Group>
  );
}

function useExport(task: number) {
  const [work, setWork] = useState<Work | null>(null);
  const abort = useRef(new AbortController());
  async function start(format: string, pictures: boolean) {
    abort.current = new AbortController();
    const { signal } = abort.current;
    setWork({ share: null });
    try {
      const url = await exportTask(task, format, pictures, (share) => setWork({ share }), signal);
      setWork({ share: 1, url });
      download(url);
    } catch (error) {
      setWork(signal.aborted ? null : { share: null, error });
    }
  }
  return {
    work,
    start: (format: string, pictures: boolean) => void start(format, pictures),
    cancel: () => abort.current.abort(),
  };
}

function download(url: string) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
