/** The answer of a function: drawn on the picture, and beside it objects, time and raw JSON. */

import { Tabs, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TestResult } from "@/api/functions";
import { lookOfLabels } from "@/canvas/look";
import { ShapeView } from "@/canvas/ShapeView";
import type { FoundObject } from "@/model/detection";
import { colorAt } from "@/model/palette";
import { CodeEditor } from "@/ui/CodeEditor";
import { Swatch } from "@/ui/LabelName";
import { Panel } from "@/ui/Panel";
import type { TestPicture } from "./picture";
import classes from "./TestTab.module.css";

type Props = { picture: TestPicture | null; result: TestResult | null; objects: FoundObject[]; labels: string[] };

export function TestResultView({ picture, result, objects, labels }: Props) {
  const { t } = useTranslation();
  const [selected, select] = useState<number | null>(null);
  const [hovered, hover] = useState<number | null>(null);
  const shapes = useMemo(() => objects.map(({ shape }) => shape), [objects]);
  const lookOf = useMemo(() => {
    const entries = labels.map((name, at) => [at, { name, color: colorAt(at) }] as const);
    return lookOfLabels(new Map(entries));
  }, [labels]);
  const bitmap = picture?.bitmap ?? null;
  const size = useMemo(() => ({ width: bitmap?.width ?? 1, height: bitmap?.height ?? 1 }), [bitmap]);
  return (
    <Panel
      flush
      title={t("function.result")}
      aside={
        result && (
          <Text size="xs" c="dimmed" className="numbers" role="status">
            {t("function.foundIn", { count: result.detections.length, ms: Math.round(result.milliseconds) })}
          </Text>
        )
      }
    >
      <div className={classes.result}>
        <ShapeView
          label={t("function.result")}
          picture={bitmap}
          size={size}
          shapes={bitmap ? shapes : []}
          lookOf={lookOf}
          selected={selected}
          hovered={hovered}
          onSelect={select}
          onHover={hover}
        >
          {!bitmap && (
            <Text className={classes.hint}>{picture ? t("function.cannotShow") : t("function.noPicture")}</Text>
          )}
        </ShapeView>
        <Tabs defaultValue="objects" className={classes.answer}>
          <Tabs.List>
            <Tabs.Tab value="objects">{t("function.objects")}</Tabs.Tab>
            <Tabs.Tab value="json">{t("function.json")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="objects" className={classes.scroll}>
            <ObjectNames objects={objects} selected={selected} onSelect={select} onHover={hover} />
          </Tabs.Panel>
          <Tabs.Panel value="json" className={classes.scroll}>
            <CodeEditor label={t("function.json")} language="text" height="100%" value={pretty(result?.text ?? "")} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </Panel>
  );
}

type NamesProps = {
  objects: FoundObject[];
  selected: number | null;
  onSelect(id: number | null): void;
  onHover(id: number | null): void;
};

function ObjectNames({ objects, selected, onSelect, onHover }: NamesProps) {
  const { t } = useTranslation();
  if (objects.length === 0) {
    return (
      <Text c="dimmed" size="xs" p="sm">
        {t("function.noObjects")}
      </Text>
    );
  }
  return (
    <ul className={classes.names} aria-label={t("function.objects")}>
      {objects.map(({ shape, label, score }) => (
        <li key={shape.id}>
          <button
            type="button"
            aria-pressed={shape.id === selected}
            onClick={() => onSelect(shape.id ?? null)}
            onPointerEnter={() => onHover(shape.id ?? null)}
            onPointerLeave={() => onHover(null)}
          >
            <Swatch color={colorAt(shape.label_id)} />
            <span>{label}</span>
            <span className="numbers">{score?.toFixed(2)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
