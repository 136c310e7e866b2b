/** Everything that can be done, found by typing: actions, labels, objects, and frames by their number. */

import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { putLabel } from "@/actions/objects";
import type { Binding } from "@/model/keys";
import { byRank } from "@/model/search";
import { Dialog } from "@/ui/Dialog";
import { useBench } from "../bench";
import type { DialogProps } from "../EditorDialogs";
import { Keys } from "./Keys";
import classes from "./Settings.module.css";
import { has, useActionRows } from "./useGroups";

const MOST = 60;
const LIST = "palette-list";

type Entry = { id: string; name: string; kind: string; keys: readonly Binding[]; run(): unknown };

export default function CommandPalette({ close }: DialogProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const entries = useEntries(search);
  const chosen = Math.min(at, entries.length - 1);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: "nearest" }), [chosen]);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.run();
  };
  const press = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === "Enter") run(entries[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog size={560} opened onClose={close} title={t("editor.action.palette")}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={t("settings.palette.search")}
        aria-expanded
        aria-controls={LIST}
        aria-activedescendant={entries[chosen]?.id}
        placeholder={t("settings.palette.search")}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div ref={list} id={LIST} role="listbox" aria-label={t("settings.palette.found")} className={classes.palette}>
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field that has the focus
          <div
            key={entry.id}
            id={entry.id}
            role="option"
            aria-selected={index === chosen}
            // The row is reached by the arrow keys of the field.
            tabIndex={-1}
            onClick={() => run(entry)}
          >
            <span>{entry.name}</span>
            <span className={classes.kind}>{entry.kind}</span>
            <Keys keys={entry.keys.slice(0, 1)} />
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className={classes.nothing}>{t("settings.palette.nothing")}</p>}
    </Dialog>
  );
}

function useEntries(search: string): Entry[] {
  const { t } = useTranslation();
  const bench = useBench();
  const { session } = bench;
  const actions = useActionRows().map(({ action, name, keys }) => ({
    id: `do-${action.id}`,
    name,
    kind: t(`settings.group.${action.group}`),
    keys,
    run: () => action.run(bench),
  }));
  const labels = session.assignment.labels.map((label) => ({
    id: `label-${label.id}`,
    name: label.name,
    kind: t("editor.class"),
    keys: [],
    run: () => putLabel(bench, label),
  }));
  const objects = session.shown.map(({ key, shape }, at) => ({
    id: `object-${key}`,
    name: [session.labelOf(shape.label_id)?.name ?? "?", shape.score?.toFixed(2)].filter(Boolean).join(" "),
    kind: t("settings.palette.object", { number: at + 1 }),
    keys: [],
    run: () => bench.pick(key),
  }));
  const number = Number(search.trim());
  const frame = Number.isInteger(number) && session.has(number - 1) && search.trim() !== "";
  const frames = frame
    ? [
        {
          id: "frame",
          name: t("settings.palette.frame", { number }),
          kind: "",
          keys: [],
          run: () => bench.go(number - 1),
        },
      ]
    : [];
  const rest = [...actions, ...labels, ...objects].filter(({ name, kind }) => has(`${name} ${kind}`, search));
  return [...frames, ...byRank(rest, search)].slice(0, MOST);
}
