/** A button of an action, with its key printed in the hint. */

import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { actionOf } from "@/actions";
import { useBench } from "./bench";
import classes from "./Editor.module.css";
import { useKeyHint } from "./usePreferences";

type Props = {
  id: keyof typeof import("@/locales/en/editor.json")["editor"]["action"];
  disabled?: boolean;
  /** Why it does nothing here; it can still be found and read. */
  unavailable?: string;
  pressed?: boolean;
  /** Print the key on the button itself. */
  keyed?: boolean;
  children: ReactNode;
};

export function ActionButton({ id, disabled, unavailable, pressed, keyed, children }: Props) {
  const { t } = useTranslation();
  const bench = useBench();
  const action = actionOf(id);
  const key = useKeyHint(id);
  const name = t(`editor.action.${id}`);
  return (
    <Tooltip label={unavailable ?? (key ? `${name} (${key})` : name)}>
      <ActionIcon
        aria-label={name}
        aria-pressed={pressed}
        aria-keyshortcuts={key}
        disabled={disabled}
        data-disabled={unavailable !== undefined || undefined}
        aria-disabled={unavailable !== undefined || undefined}
        variant={pressed ? "light" : "subtle"}
        color={pressed ? "accent" : "gray"}
        className={keyed ? classes.tool : undefined}
        onClick={() => void action?.run(bench)}
      >
        {children}
        {keyed && key && <kbd aria-hidden data-key={key.replace("Shift+", "⇧")} />}
      </ActionIcon>
    </Tooltip>
  );
}
