/** All actions by group, with their words and the user's keys, as far as they have what is searched for. */

import { useTranslation } from "react-i18next";
import { ACTIONS } from "@/actions";
import type { Action } from "@/actions/action";
import type { Binding } from "@/model/keys";
import { shown } from "@/model/keys";
import { useKeys } from "../usePreferences";

export type ActionRow = { readonly action: Action; readonly name: string; readonly keys: readonly Binding[] };
export type ActionGroup = { readonly id: Action["group"]; readonly name: string; readonly rows: readonly ActionRow[] };

type ActionWord = keyof typeof import("@/locales/en/editor.json")["editor"]["action"];

export function useActionRows(): ActionRow[] {
  const { t } = useTranslation();
  const keys = useKeys();
  return ACTIONS.map((action) => ({
    action,
    name: t(`editor.action.${action.id as ActionWord}`),
    keys: keys.get(action.id) ?? [],
  }));
}

export function useGroups(search: string): ActionGroup[] {
  const { t } = useTranslation();
  const rows = useActionRows().filter((row) => has(`${row.name} ${row.keys.map(shown).join(" ")}`, search));
  const groups = [...new Set(rows.map(({ action }) => action.group))];
  return groups.map((id) => ({
    id,
    name: t(`settings.group.${id}`),
    rows: rows.filter(({ action }) => action.group === id),
  }));
}

/** Whether all words that are searched for are in the text. */
export const has = (text: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
