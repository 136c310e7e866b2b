/** A class by the first letters of its name, for whoever has more classes than digits. */

import { TextInput } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CLASS_SEARCH } from "@/actions/classes";
import type { Label } from "@/api/types";
import { found } from "@/model/search";
import { LabelName } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import classes from "./ClassSearch.module.css";

const MOST = 8;

type Props = {
  /** How many objects a class is chosen for. */
  count(): number;
  onChoose(label: Label): void;
};

export function ClassSearch(props: Props) {
  return useEditor((state) => state.dialog === CLASS_SEARCH) ? <Search {...props} /> : null;
}

function Search({ count: countNow, onChoose }: Props) {
  const { t } = useTranslation();
  const { session } = useBench();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [before] = useState(() => document.activeElement);
  const close = () => {
    session.store.setState({ dialog: null });
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const outside = useClickOutside(close);
  const fitting = found(session.assignment.labels, text).slice(0, MOST);
  const [count] = useState(countNow);
  const choose = (label: Label | undefined) => {
    close();
    if (label) onChoose(label);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") choose(fitting[at]);
    else if (event.key === "ArrowDown") setAt((last) => Math.min(fitting.length - 1, last + 1));
    else if (event.key === "ArrowUp") setAt((last) => Math.max(0, last - 1));
    else return;
    event.preventDefault();
  };
  return (
    <div ref={outside} className={classes.search} role="dialog" aria-label={t("classSearch.title")}>
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="class-search"
        aria-activedescendant={fitting[at] && `class-${fitting[at].id}`}
        aria-label={t("classSearch.title")}
        placeholder={`${t("classSearch.title")} ${t("classSearch.for", { count })}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id="class-search" role="listbox" aria-label={t("editor.labels")} tabIndex={-1}>
        {fitting.map((label, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={label.id}
            id={`class-${label.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes.option}
            onClick={() => choose(label)}
          >
            <LabelName color={label.color}>{label.name}</LabelName>
          </div>
        ))}
        {fitting.length === 0 && <p className={classes.none}>{t("classSearch.none")}</p>}
      </div>
    </div>
  );
}
