/** Other keys for what can be done: press the new one; what another action has is refused, with that one's name. */

import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconRestore, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ACTIONS } from "@/actions";
import { CVAT_KEYS, holderOf, RESERVED } from "@/actions/keymap";
import { type Binding, bindingsOf, shown } from "@/model/keys";
import type { KeyChoices } from "@/model/preferences";
import { useBench } from "../bench";
import { usePreference } from "../usePreferences";
import { Keys } from "./Keys";
import classes from "./Settings.module.css";
import { type ActionRow, useActionRows, useGroups } from "./useGroups";

export function KeyEditor() {
  const { t } = useTranslation();
  const { preferences } = useBench();
  const [search, setSearch] = useState("");
  const groups = useGroups(search);
  const put = (editor_keys: KeyChoices) => preferences.change({ editor_keys });
  return (
    <>
      <Group gap="xs" mb="sm">
        <TextInput
          flex={1}
          aria-label={t("settings.keys.search")}
          placeholder={t("settings.keys.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => put(CVAT_KEYS)}>
          {t("settings.keys.cvat")}
        </Button>
        <Button variant="default" onClick={() => put({})}>
          {t("settings.keys.reset")}
        </Button>
      </Group>
      <div className={classes.keys}>
        {groups.map(({ id, name, rows }) => (
          <section key={id}>
            <h3>{name}</h3>
            <ul>
              {rows.map((row) => (
                <KeyRow key={row.action.id} row={row} put={put} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function KeyRow({ row: { action, name, keys }, put }: { row: ActionRow; put(choices: KeyChoices): void }) {
  const { t } = useTranslation();
  const choices = usePreference(({ editor_keys }) => editor_keys);
  const isOwn = action.id in choices;
  const { listening, listen, clash, hear, stop } = useCapture(action.id, (key) =>
    put({ ...choices, [action.id]: [key] }),
  );
  // What is written on a button must be a part of its name.
  const said = listening ? t("settings.keys.pressed") : keys.map(shown).join(" ") || "—";
  const { [action.id]: _, ...others } = choices;
  return (
    <li className={classes.key}>
      <span>{name}</span>
      <Button
        size="compact-sm"
        variant={listening ? "light" : "default"}
        aria-label={`${t("settings.keys.press", { name })}: ${said}`}
        onClick={listen}
        onKeyDown={hear}
        onBlur={stop}
      >
        {listening ? t("settings.keys.pressed") : keys.length > 0 ? <Keys keys={keys} /> : "—"}
      </Button>
      <ActionIcon
        size={22}
        aria-label={t("settings.keys.none", { name })}
        disabled={keys.length === 0}
        onClick={() => put({ ...choices, [action.id]: [] })}
      >
        <IconX size={14} />
      </ActionIcon>
      <ActionIcon
        size={22}
        aria-label={t("settings.keys.resetOne", { name })}
        disabled={!isOwn}
        onClick={() => put(others)}
      >
        <IconRestore size={14} />
      </ActionIcon>
      {clash && (
        <Text role="alert" size="xs" c="red" className={classes.clash}>
          {clash}
        </Text>
      )}
    </li>
  );
}

const MODIFIERS = ["Control", "Shift", "Alt", "Meta", "AltGraph"];

/** Hears the next key that is pressed, unless it is Escape or taken. */
function useCapture(id: string, put: (key: Binding) => void) {
  const { t } = useTranslation();
  const choices = usePreference(({ editor_keys }) => editor_keys);
  const rows = useActionRows();
  const [listening, setListening] = useState(false);
  const [clash, setClash] = useState<string | null>(null);
  const refusal = (stroke: readonly Binding[]): string | null => {
    const [key = ""] = stroke;
    if (stroke.some((each) => RESERVED.includes(each))) return t("settings.keys.reserved", { key: shown(key) });
    const holder = stroke.flatMap((each) => holderOf(each, ACTIONS, choices, id) ?? [])[0];
    const other = rows.find(({ action }) => action === holder);
    return other ? t("settings.keys.taken", { key: shown(key), name: other.name }) : null;
  };
  const hear = (event: React.KeyboardEvent) => {
    if (!listening || MODIFIERS.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setListening(false);
    if (event.key === "Escape") return;
    const stroke = bindingsOf(event.nativeEvent);
    const refused = refusal(stroke);
    setClash(refused);
    if (refused === null && stroke[0]) put(stroke[0]);
  };
  const listen = () => {
    setClash(null);
    setListening(true);
  };
  return { listening, clash, hear, listen, stop: () => setListening(false) };
}
