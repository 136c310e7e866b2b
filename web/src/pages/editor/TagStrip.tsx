/** The labels of the frame as a whole: which it has, and a menu to put others on. */

import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconPlus, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import { actionOf } from "@/actions";
import { toggleTag, untag } from "@/actions/tags";
import { accepting } from "@/model/edits";
import { carries, TAG } from "@/model/fitting";
import { isPrediction, isTagged, type Tagged } from "@/model/item";
import { shown } from "@/model/keys";
import { isShown } from "@/model/visibility";
import { LabelName, Swatch } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import classes from "./TagStrip.module.css";

export function TagStrip() {
  const { t } = useTranslation();
  const bench = useBench();
  const fitting = bench.session.assignment.labels.filter((label) => carries(label, TAG));
  const tags = useTags();
  if (fitting.length === 0 && tags.length === 0) return null;
  return (
    <section className={classes.strip} aria-label={t("editorTools.tags.title")}>
      <h2>
        {t("editorTools.tags.title")} <kbd>{shown(actionOf("tag")?.keys[0] ?? "")}</kbd>
      </h2>
      <ul>
        {tags.map((tag) => (
          <Chip key={tag.key} item={tag} />
        ))}
      </ul>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={22} aria-label={t("editorTools.tags.add")} disabled={fitting.length === 0}>
            <IconPlus size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {fitting.map((label) => (
            <Menu.Item
              key={label.id}
              leftSection={<Swatch color={label.color} />}
              rightSection={tags.some(({ tag }) => tag.label_id === label.id) ? <IconCheck size={14} /> : null}
              onClick={() => toggleTag(bench, label)}
            >
              {label.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}

/** Looked for among the objects of the frame only when something of it has changed. */
function useTags(): readonly Tagged[] {
  const document = useEditor((state) => state.documents.get(state.frame));
  const tags = useMemo(() => [...(document?.items.values() ?? [])].filter(isTagged), [document]);
  return useEditor(useShallow((state) => tags.filter((item) => isShown(item, state))));
}

/** A tag that a model found has a dashed edge and its score, until a person accepts it. */
function Chip({ item }: { item: Tagged }) {
  const { t } = useTranslation();
  const bench = useBench();
  const label = bench.session.labelOf(item.tag.label_id);
  const name = label?.name ?? "?";
  const open = isPrediction(item);
  const accept = () => bench.session.commit("accept", accepting(bench.session.state.frame, [item]));
  return (
    <li className={classes.tag} data-open={open || undefined}>
      <LabelName color={label?.color ?? "transparent"}>{name}</LabelName>
      {item.tag.score !== undefined && <span className={classes.score}>{item.tag.score?.toFixed(2)}</span>}
      {open && (
        <button type="button" aria-label={t("editorTools.tags.accept", { name })} onClick={accept}>
          <IconCheck size={12} />
        </button>
      )}
      <button type="button" aria-label={t("editorTools.tags.remove", { name })} onClick={() => untag(bench, item)}>
        <IconX size={12} />
      </button>
    </li>
  );
}
