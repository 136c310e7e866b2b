/** The ways to a function, as cards of which one is chosen. */

import { Radio, SimpleGrid, Text } from "@mantine/core";
import { IconBrain, IconFileCode, IconFileZip, type TablerIcon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Way } from "@/model/bundle";
import classes from "./WayCards.module.css";

const ICONS: Record<Way, TablerIcon> = { code: IconFileCode, weights: IconBrain, archive: IconFileZip };
const WAYS = Object.keys(ICONS) as Way[];

export function WayCards({ way, onChange }: { way: Way; onChange(way: Way): void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      value={way}
      onChange={(value) => onChange(WAYS.find((known) => known === value) ?? way)}
      aria-label={t("newFunction.way")}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {WAYS.map((known) => {
          const Icon = ICONS[known];
          return (
            <Radio.Card key={known} value={known} className={classes.card}>
              <Icon size={22} stroke={1.6} aria-hidden />
              <div>
                <Text fw={600}>{t(`newFunction.ways.${known}.title`)}</Text>
                <Text size="xs" c="dimmed">
                  {t(`newFunction.ways.${known}.text`)}
                </Text>
              </div>
            </Radio.Card>
          );
        })}
      </SimpleGrid>
    </Radio.Group>
  );
}
