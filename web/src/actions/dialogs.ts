/** What opens over the editor, and going from one of its parts to the next by keys. */

import type { Action } from "./action";
import type { Workbench } from "./workbench";

const open =
  (dialog: string) =>
  ({ session }: Workbench) =>
    session.store.setState({ dialog });

const PARTS = ["[role=application]", "aside", "[role=toolbar]"];

/** The picture, the list, the tools, and round again. */
function go(by: number) {
  const parts = PARTS.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? []);
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const part = parts[(Math.max(at, by > 0 ? -1 : 0) + by + parts.length) % parts.length];
  const control = part?.matches("[tabindex]") ? part : part?.querySelector<HTMLElement>("button, input");
  control?.focus();
}

export const DIALOG_ACTIONS: readonly Action[] = [
  { id: "palette", group: "view", keys: ["Ctrl+KeyK"], run: open("palette") },
  { id: "keys", group: "view", keys: ["?", "F1"], run: open("keys") },
  { id: "settings", group: "view", keys: ["Ctrl+,"], run: open("settings") },
  { id: "nextPart", group: "view", keys: ["F6"], run: () => go(1) },
  { id: "previousPart", group: "view", keys: ["Shift+F6"], run: () => go(-1) },
];
