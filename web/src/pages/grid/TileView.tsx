/** One object as a cut-out of its picture, with its box on it, its class and its score. */

import { IconCheck, IconUser, IconWand } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { cropUrl } from "@/api/frames";
import type { Box } from "@/model/geometry";
import type { Key } from "@/model/item";
import { cutOut, type Tile } from "@/model/tile";
import { Swatch } from "@/ui/LabelName";
import { useBench } from "../editor/bench";
import classes from "./Grid.module.css";
import { useTiles, useWall } from "./wall";

const ICONS = { prediction: IconWand, accepted: IconCheck, manual: IconUser };
/** Cut-outs come in a few sizes, so that the browser has them again after the window was resized. */
const STEP = 64;

type Props = {
  tile: Tile;
  at: number;
  total: number;
  /** The place on the wall and the length of its sides, in pixels. */
  x: number;
  y: number;
  side: number;
  onOpen(frame: number, key: Key): void;
};

export const TileView = memo(function TileView({ tile, at, total, x, y, side, onOpen }: Props) {
  const { t } = useTranslation();
  const wall = useWall();
  const { assignment } = useBench().session;
  const picked = useTiles((state) => state.picked.has(tile.key));
  const here = useTiles((state) => state.cursor === tile.key);
  const label = assignment.labels.find(({ id }) => id === tile.label);
  const name = label?.name ?? "?";
  const score = tile.score?.toFixed(2);
  const decision = t(`review.decision.${tile.review === "prediction" ? "undecided" : "decided"}`);
  const words = { name, score: score ?? "", number: tile.frame + 1, decision };
  const Icon = ICONS[tile.review];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the wall has the keys
    <div
      id={`tile-${tile.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={picked}
      aria-setsize={total}
      aria-posinset={at + 1}
      aria-label={t(score === undefined ? "grid.tile" : "grid.tileScored", words)}
      className={classes.tile}
      data-tile={tile.key}
      data-picked={picked || undefined}
      data-cursor={here || undefined}
      data-review={tile.review}
      style={{ width: side, height: side, transform: `translate(${x}px, ${y}px)` }}
      // Focus stays with the wall, whose keys it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => wall.click(tile.key, event.shiftKey)}
      onDoubleClick={() => onOpen(tile.frame, tile.key)}
    >
      <CutOut tile={tile} side={side} color={label?.color ?? "transparent"} />
      <span className={classes.caption} aria-hidden>
        <Swatch color={label?.color ?? "transparent"} />
        <span className={classes.name}>{name}</span>
        {/* not text, which would have to be in the tile's name as it stands here */}
        <span className={classes.count} data-text={score} />
        <Icon size={12} />
      </span>
      {picked && <IconCheck size={16} className={classes.check} aria-hidden />}
    </div>
  );
});

function CutOut({ tile, side, color }: { tile: Tile; side: number; color: string }) {
  const { job, frames } = useBench().session.assignment;
  const picture = frames[tile.frame];
  if (!picture || side <= 0) return null;
  const around = cutOut(tile.box, picture);
  const [width, height] = [around.right - around.left, around.bottom - around.top];
  if (width <= 0 || height <= 0) return null;
  const long = Math.max(width, height);
  const pixels = Math.min(1024, Math.ceil((side * Math.min(2, devicePixelRatio)) / STEP) * STEP);
  return (
    <span
      className={classes.picture}
      style={{ width: `${(100 * width) / long}%`, height: `${(100 * height) / long}%` }}
    >
      <img src={cropUrl(job.id, tile.frame, tile.box, pixels)} alt="" draggable={false} decoding="async" />
      <span className={classes.box} style={{ ...placed(tile.box, around), borderColor: color }} />
    </span>
  );
}

/** A box within another one, in per cent of it. */
function placed(box: Box, around: Box) {
  const [width, height] = [around.right - around.left, around.bottom - around.top];
  return {
    left: `${(100 * (box.left - around.left)) / width}%`,
    top: `${(100 * (box.top - around.top)) / height}%`,
    width: `${(100 * (box.right - box.left)) / width}%`,
    height: `${(100 * (box.bottom - box.top)) / height}%`,
  };
}
