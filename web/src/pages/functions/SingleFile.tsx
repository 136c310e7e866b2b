/** One file that is a function by itself: weights whose metadata says all, or an archive with a configuration in it. */

import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FileDrop } from "@/ui/FileDrop";
import { Panel } from "@/ui/Panel";
import { FileList } from "./FileList";

type Props = { way: "weights" | "archive"; file: File | undefined; onChange(file: File): void };

export function SingleFile({ way, file, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={t(`newFunction.ways.${way}.title`)}>
      <Stack gap="sm">
        <FileDrop
          multiple={false}
          title={t(`newFunction.ways.${way}.drop`)}
          hint={t(`newFunction.ways.${way}.hint`)}
          onFiles={([first]) => first && onChange(first)}
        />
        {file && <FileList files={[file]} />}
      </Stack>
    </Panel>
  );
}
