/** The lowest score that is kept, as a slider and as a number. */

import { Group, NumberInput, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ScoreSlider } from "./ScoreSlider";

export function ThresholdField({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text fw={600} mb={2}>
        {t("annotate.threshold")}
      </Text>
      <Group gap="md" wrap="nowrap">
        <ScoreSlider label={t("annotate.threshold")} value={value} onChange={onChange} />
        <NumberInput
          w={84}
          min={0}
          max={1}
          step={0.05}
          decimalScale={2}
          fixedDecimalScale
          clampBehavior="strict"
          aria-label={t("annotate.threshold")}
          value={value}
          onChange={(wanted) => typeof wanted === "number" && onChange(wanted)}
        />
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t("annotate.thresholdHint")}
      </Text>
    </div>
  );
}
