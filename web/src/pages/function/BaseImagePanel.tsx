/** The question what is in a base image that only its author knows; the answer serves all functions that name it. */

import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconHammer } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { baseImageQuery, tellBaseImage } from "@/api/baseImages";
import { functionsQuery } from "@/api/functions";
import { answerFiles, isAnswer } from "@/model/baseImage";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { FileList } from "../functions/FileList";
import classes from "./BaseImagePanel.module.css";

export function BaseImagePanel({ name, image }: { name: string; image: string }) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<File[]>([]);
  const [packages, setPackages] = useState("");
  const waiting = useQuery(baseImageQuery(image)).data?.waiting ?? [];
  const others = waiting.filter((each) => each !== name);
  const told = useTelling(name, image);
  const answer = answerFiles(files, packages);
  const take = (added: File[]) => {
    const names = new Set(added.map((file) => file.name));
    setFiles([...files.filter((file) => !names.has(file.name)), ...added]);
  };
  return (
    <Panel title={t("baseImage.title", { image })}>
      <Stack gap="md">
        <Text maw={860}>{t("baseImage.text")}</Text>
        <div className={classes.ways}>
          <Stack gap="sm">
            <FileDrop compact folders title={t("baseImage.drop")} hint={t("baseImage.dropHint")} onFiles={take} />
            {files.length > 0 && (
              <FileList files={files} onRemove={(file) => setFiles(files.filter((known) => known !== file))} />
            )}
          </Stack>
          <Textarea
            label={t("baseImage.packages")}
            placeholder={"ultralytics==8.2.74\nopencv-python"}
            classNames={{ input: classes.packages }}
            rows={5}
            value={packages}
            onChange={(event) => setPackages(event.currentTarget.value)}
          />
        </div>
        {told.isError && <ProblemNotice what={t("baseImage.failed")} error={told.error} />}
        <Group justify="flex-end" gap="md">
          <Text c="dimmed" size="xs">
            {others.length > 0 ? t("baseImage.others", { names: others.join(", ") }) : t("baseImage.kept")}
          </Text>
          <Button
            leftSection={<IconHammer size={15} />}
            disabled={!isAnswer(answer)}
            loading={told.isPending}
            onClick={() => told.mutate(answer)}
          >
            {t("baseImage.build")}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

function useTelling(name: string, image: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (files: readonly File[]) => tellBaseImage(image, files),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: functionsQuery.queryKey });
      await navigate({ to: "/functions/$name", params: { name }, search: { tab: "build" } });
    },
  });
}
