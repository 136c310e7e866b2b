/** What can be done with the objects that are picked, and with all that are shown. */

import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { searchClass } from "@/actions/classes";
import type { Key } from "@/model/item";
import { useBench } from "../editor/bench";
import { useKeyHint } from "../editor/usePreferences";
import classes from "./Grid.module.css";
import { useTiles, useWall } from "./wall";

export function PickedBar({ onOpen }: { onOpen(frame: number, key: Key): void }) {
  const { t } = useTranslation();
  const wall = useWall();
  const bench = useBench();
  const count = useTiles((state) => state.picked.size);
  const shown = useTiles((state) => state.tiles.length);
  const none = useTiles((state) => state.picked.size === 0 && state.cursor === null);
  const coming = useTiles((state) => state.coming);
  const tile = useTiles((state) => state.tiles.find(({ key }) => key === state.cursor));
  return (
    <section className={classes.picked} aria-label={t("grid.actions")}>
      <Said />
      <KeyedButton id="accept" disabled={none || coming > 0} onClick={() => void wall.accept()}>
        {t("grid.accept")}
      </KeyedButton>
      <KeyedButton id="reject" disabled={none || coming > 0} onClick={() => void wall.reject()}>
        {t("grid.reject")}
      </KeyedButton>
      <KeyedButton id="classSearch" disabled={none || coming > 0} onClick={() => searchClass(bench)}>
        {t("grid.class")}
      </KeyedButton>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!tile}
        rightSection={<kbd aria-hidden>Enter</kbd>}
        onClick={() => tile && onOpen(tile.frame, tile.key)}
      >
        {t("grid.open")}
      </Button>
      <KeyedButton
        id="acceptShown"
        primary
        disabled={shown === 0 || coming > 0}
        onClick={() => void wall.acceptShown()}
      >
        {t("grid.acceptShown", { count: shown })}
      </KeyedButton>
      <span className={classes.numbers}>{count > 0 && t("grid.picked", { count })}</span>
    </section>
  );
}

type KeyedProps = { id: string; disabled: boolean; primary?: boolean; onClick(): void; children: string };

function KeyedButton({ id, disabled, primary = false, onClick, children }: KeyedProps) {
  const key = useKeyHint(id);
  return (
    <Button
      size="compact-sm"
      variant={primary ? "filled" : "default"}
      disabled={disabled}
      aria-keyshortcuts={key}
      // A click must not take the keys away from the grid.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      rightSection={key && <kbd aria-hidden>{key.replace("Shift+", "⇧")}</kbd>}
    >
      {children}
    </Button>
  );
}

/** How far the last action is, or how the grid is used. */
function Said() {
  const { t } = useTranslation();
  const coming = useTiles((state) => state.coming);
  const missed = useTiles((state) => state.missed);
  const [reject = "X", acceptShown = "⇧A"] = [useKeyHint("reject"), useKeyHint("acceptShown")];
  const words = () => {
    if (coming > 0) return t("grid.coming", { count: coming });
    return missed > 0 ? t("grid.missed", { count: missed }) : t("grid.hint", { reject, acceptShown });
  };
  return (
    <Text size="xs" c={missed > 0 ? "var(--mantine-color-error)" : "dimmed"} role="status" className={classes.said}>
      {words()}
    </Text>
  );
}
