/** How objects and the picture are drawn. */

import { Button, Checkbox, Group, SegmentedControl, Slider, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Appearance, PLAIN } from "@/model/preferences";
import { useBench } from "../bench";
import { usePreference } from "../usePreferences";
import classes from "./Settings.module.css";

const CHOICES = {
  colorBy: ["class", "object"],
  captions: ["auto", "always", "never"],
  smoothing: ["auto", "smooth", "pixelated"],
} as const;
const RANGES = {
  fill: [0, 0.6, 0.02],
  line: [0.5, 5, 0.5],
  brightness: [20, 300, 5],
  contrast: [20, 300, 5],
  saturation: [0, 300, 5],
} as const;

export function AppearanceFields() {
  const { t } = useTranslation();
  const { preferences } = useBench();
  const appearance = usePreference(({ editor_appearance }) => editor_appearance);
  const put = (part: Partial<Appearance>) => preferences.change({ editor_appearance: { ...appearance, ...part } });
  return (
    <Stack gap="sm">
      <Choice name="colorBy" appearance={appearance} put={put} />
      <Choice name="captions" appearance={appearance} put={put} />
      <Range name="fill" appearance={appearance} put={put} />
      <Range name="line" appearance={appearance} put={put} />
      <Checkbox
        label={t("settings.appearance.grid")}
        checked={appearance.grid}
        onChange={(event) => put({ grid: event.currentTarget.checked })}
      />
      <Choice name="smoothing" appearance={appearance} put={put} />
      <Range name="brightness" appearance={appearance} put={put} />
      <Range name="contrast" appearance={appearance} put={put} />
      <Range name="saturation" appearance={appearance} put={put} />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => put(PLAIN)}>
          {t("settings.appearance.reset")}
        </Button>
      </Group>
    </Stack>
  );
}

type FieldProps<Name> = { name: Name; appearance: Appearance; put(part: Partial<Appearance>): void };

function Choice({ name, appearance, put }: FieldProps<keyof typeof CHOICES>) {
  const { t } = useTranslation();
  return (
    <div className={classes.field}>
      <Text id={`choice-${name}`}>{t(`settings.appearance.${name}`)}</Text>
      <SegmentedControl
        aria-labelledby={`choice-${name}`}
        data={CHOICES[name].map((value) => ({ value, label: t(`settings.choice.${value}`) }))}
        value={appearance[name]}
        onChange={(value) => put({ [name]: value })}
      />
    </div>
  );
}

function Range({ name, appearance, put }: FieldProps<keyof typeof RANGES>) {
  const { t } = useTranslation();
  const [min, max, step] = RANGES[name];
  const said = (value: number) =>
    name === "line" ? `${value} px` : `${Math.round(name === "fill" ? value * 100 : value)} %`;
  return (
    <div className={classes.field}>
      <Text>{t(`settings.appearance.${name}`)}</Text>
      <Group gap="sm" wrap="nowrap">
        <Slider
          flex={1}
          size={4}
          min={min}
          max={max}
          step={step}
          label={null}
          thumbLabel={t(`settings.appearance.${name}`)}
          value={appearance[name]}
          onChange={(value) => put({ [name]: value })}
        />
        <Text w={48} ta="right" className="numbers" size="xs">
          {said(appearance[name])}
        </Text>
      </Group>
    </div>
  );
}
