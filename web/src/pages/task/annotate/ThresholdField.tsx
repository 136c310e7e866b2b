/** The lowest score that is kept, as a slider and as a number. */

import { Group, NumberInput, Slider, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function ThresholdField({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text fw={600} mb={2}>
        {t("annotate.threshold")}
      </Text>
      <Group gap="md" wrap="nowrap">
        <Slider
          flex={1}
          size={4}
          min={0}
          max={1}
          step={0.01}
          value={value}
          label={(shown) => shown.toFixed(2)}
          thumbLabel={t("annotate.threshold")}
          onChange={onChange}
        />
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
