/** One object in the list; says in words what the canvas shows of it. */

import { IconCheck, IconUser, IconWand } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Drawn, type Review, reviewOf } from "@/model/item";
import { Swatch } from "@/ui/LabelName";
import { useBench, useEditor } from "./bench";
import classes from "./ObjectList.module.css";
import { useDescription } from "./useDescription";

const SOURCES = {
  prediction: { Icon: IconWand, words: "editor.byModel" },
  accepted: { Icon: IconCheck, words: "editor.accepted" },
  manual: { Icon: IconUser, words: "editor.byPerson" },
} as const satisfies Record<Review, unknown>;

type Props = { item: Drawn; number: number; total: number };

export function ObjectRow({ item, number, total }: Props) {
  const { t } = useTranslation();
  const bench = useBench();
  const { shape, key } = item;
  const label = bench.session.labelOf(shape.label_id);
  const selected = useEditor((state) => state.selected.has(key));
  const describe = useDescription();
  const { Icon, words } = SOURCES[reviewOf(item)];
  return (
    <button
      type="button"
      className={classes.object}
      aria-pressed={selected}
      aria-label={describe(item, t("review.position", { number, total }))}
      data-object={key}
      onClick={() => bench.pick(key)}
      // Not on entering: rows that move under a resting pointer are not pointed at.
      onPointerMove={() => bench.session.hover(key)}
      onPointerLeave={() => bench.session.hover(null)}
    >
      <Aside className={classes.ordinal} text={`${number}`} />
      <Swatch color={label?.color ?? "transparent"} />
      <span className={classes.name}>{label?.name ?? "?"}</span>
      <Aside className={classes.kind} text={shape.type === "rectangle" ? "" : t(`list.type.${shape.type}`)} />
      <Aside className={classes.number} text={shape.score?.toFixed(2) ?? ""} />
      <span className={classes.source} title={t(words)}>
        <Icon size={13} />
      </span>
    </button>
  );
}

/** Drawn by the style sheet: text would have to be in the button's name as it stands there, which says it in words. */
const Aside = ({ className, text }: { className: string | undefined; text: string }) => (
  <span className={`${className} ${classes.aside}`} data-text={text} />
);
