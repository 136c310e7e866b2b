/** How far a run is, how many frames a second it does, and how long it will still take. */

import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Run } from "@/api/types";
import { progressOf } from "@/model/progress";
import { duration, rate } from "@/model/quantity";
import { ProgressLine } from "@/ui/ProgressLine";

export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation();
  const progress = progressOf(run);
  const failed = run.summary.failed_frames.length;
  const parts = [
    progress.rate > 0 && t("run.rate", { rate: rate(progress.rate) }),
    progress.secondsLeft !== null && t("run.left", { time: duration(progress.secondsLeft) }),
  ];
  return (
    <div>
      <ProgressLine
        what={
          run.status === "queued" ? t("run.queued") : t("run.frames", { done: progress.done, total: progress.total })
        }
        share={run.status === "queued" ? null : progress.share}
        detail={parts.filter(Boolean).join(" · ")}
      />
      <Text size="xs" c="dimmed" mt={4} className="numbers" role="status">
        {t("run.keptSoFar", { count: run.summary.kept })}
        {failed > 0 && ` · ${t("run.failedFrames", { count: failed })}`}
      </Text>
    </div>
  );
}
