/** What of the shown frame could not be saved as it is: objects that somebody else has changed too, or a refusal. */

import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { KINDS } from "@/canvas/kinds";
import { type Item, isDrawn, type Key, labelOf } from "@/model/item";
import { LabelName } from "@/ui/LabelName";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useBench, useEditor } from "./bench";
import classes from "./ConflictPanel.module.css";

export function ConflictPanel() {
  const { session } = useBench();
  const frame = useEditor((state) => state.frame);
  const { conflicts, refused } = useStore(session.saver.store);
  const keys = [...(conflicts.get(frame) ?? [])];
  return (
    <>
      {keys.length > 0 && <Conflicts frame={frame} keys={keys} />}
      {refused.has(frame) && <Refused frame={frame} problem={refused.get(frame)} />}
    </>
  );
}

function Conflicts({ frame, keys }: { frame: number; keys: readonly Key[] }) {
  const { t } = useTranslation();
  const { session } = useBench();
  return (
    <section className={classes.panel} aria-label={t("editor.conflict.title")}>
      <h2 className={classes.head}>
        <IconAlertTriangle size={15} aria-hidden /> {t("editor.conflict.title")}
      </h2>
      <Text size="xs">{t("editor.conflict.explained", { count: keys.length })}</Text>
      <ul className={classes.list}>
        {keys.map((key) => (
          <Conflict key={key} frame={frame} id={key} />
        ))}
      </ul>
      {keys.length > 1 && (
        <Group gap={6} grow>
          <Button size="compact-sm" variant="default" onClick={() => session.settle(frame, keys, "ours")}>
            {t("editor.conflict.allOurs")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => session.settle(frame, keys, "theirs")}>
            {t("editor.conflict.allTheirs")}
          </Button>
        </Group>
      )}
    </section>
  );
}

function Conflict({ frame, id }: { frame: number; id: Key }) {
  const { t } = useTranslation();
  const bench = useBench();
  const { session } = bench;
  const ours = useEditor((state) => state.documents.get(frame)?.items.get(id));
  const theirs = session.saver.theirs(frame)?.items.get(id);
  return (
    <li onPointerEnter={() => session.hover(id)} onPointerLeave={() => session.hover(null)}>
      <Version side={t("editor.conflict.ours")} item={ours} />
      <Button size="compact-sm" variant="light" onClick={() => session.settle(frame, [id], "ours")}>
        {t("editor.conflict.keepOurs")}
      </Button>
      <Version side={t("editor.conflict.theirs")} item={theirs} />
      <Button size="compact-sm" variant="light" onClick={() => session.settle(frame, [id], "theirs")}>
        {t("editor.conflict.keepTheirs")}
      </Button>
    </li>
  );
}

function Version({ side, item }: { side: string; item: Item | undefined }) {
  const { t } = useTranslation();
  const label = useBench().session.labelOf(item ? labelOf(item) : 0);
  return (
    <span className={classes.version}>
      <span className={classes.side}>{side}</span>
      {item ? (
        <LabelName color={label?.color ?? "transparent"}>
          {label?.name ?? "?"} <span className={classes.place}>{placeOf(item)}</span>
        </LabelName>
      ) : (
        <em>{t("editor.conflict.deleted")}</em>
      )}
    </span>
  );
}

function placeOf(item: Item): string {
  if (!isDrawn(item)) return "";
  const { left, top, right, bottom } = KINDS[item.shape.type].bounds(item.shape);
  const [x, y, width, height] = [left, top, right - left, bottom - top].map(Math.round);
  return `${width} × ${height} @ ${x}, ${y}`;
}

function Refused({ frame, problem }: { frame: number; problem: unknown }) {
  const { t } = useTranslation();
  const { session } = useBench();
  const [failure, setFailure] = useState<unknown>(null);
  const discard = () => session.discard(frame).catch(setFailure);
  return (
    <div className={classes.panel}>
      <ProblemNotice
        what={t("editor.refused.title")}
        error={failure ?? problem}
        onRetry={() => void session.saver.retry()}
        action={
          <Button variant="default" onClick={() => void discard()}>
            {t("editor.refused.discard")}
          </Button>
        }
      />
    </div>
  );
}
