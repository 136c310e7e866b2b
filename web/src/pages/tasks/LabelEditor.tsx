/** The labels of a new task: a colour and a name each. Enter goes on to the next, a pasted list makes a row of each line. */

import { ActionIcon, Button, ColorPicker, Popover, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { doubled, type LabelDraft, namesIn, newDraft, withNames } from "@/model/labels";
import { PALETTE } from "@/model/palette";
import classes from "./LabelEditor.module.css";

type Props = { labels: LabelDraft[]; disabled: boolean; missing: boolean; onChange(labels: LabelDraft[]): void };

export function LabelEditor({ labels, disabled, missing, onChange }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const twice = doubled(labels);

  const change = (key: number, part: Partial<LabelDraft>) =>
    onChange(labels.map((label) => (label.key === key ? { ...label, ...part } : label)));
  const add = () => {
    // At once: the next key is the new label's already.
    flushSync(() => onChange([...labels, newDraft(labels)]));
    focus(-1);
  };
  const focus = (at: number) => [...(list.current?.querySelectorAll("input") ?? [])].at(at)?.focus();
  const next = (at: number) => (at === labels.length - 1 ? add() : focus(at + 1));

  return (
    <Stack gap="sm" ref={list}>
      <Text size="xs" c="dimmed">
        {t("labels.hint")}
      </Text>
      {labels.map((label, at) => (
        <div key={label.key} className={classes.row}>
          <ColorButton color={label.color} disabled={disabled} onChange={(color) => change(label.key, { color })} />
          <TextInput
            aria-label={t("labels.name", { number: at + 1 })}
            placeholder={t("labels.placeholder")}
            value={label.name}
            disabled={disabled}
            maxLength={64}
            error={(twice.has(label.name.trim()) && t("labels.twice")) || (missing && at === 0 && t("labels.missing"))}
            onChange={(event) => change(label.key, { name: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              if (label.name.trim()) next(at);
            }}
            onPaste={(event) => {
              const names = namesIn(event.clipboardData.getData("text"));
              if (names.length < 2) return;
              event.preventDefault();
              onChange(withNames(labels, at, names));
            }}
          />
          <ActionIcon
            aria-label={t("labels.remove", { name: label.name || at + 1 })}
            disabled={disabled || labels.length === 1}
            variant="subtle"
            onClick={() => onChange(labels.filter(({ key }) => key !== label.key))}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" leftSection={<IconPlus size={15} />} disabled={disabled} onClick={add}>
        {t("labels.add")}
      </Button>
    </Stack>
  );
}

function ColorButton(props: { color: string; disabled: boolean; onChange(color: string): void }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.color}
          style={{ background: props.color }}
          disabled={props.disabled}
          aria-label={t("labels.color", { color: props.color })}
        />
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <ColorPicker
          size="sm"
          format="hex"
          value={props.color}
          onChange={props.onChange}
          swatches={[...PALETTE]}
          swatchesPerRow={6}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
