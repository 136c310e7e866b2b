/** The cut-outs in rows; only those in sight are in the page. */

import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconCircleCheck, IconPhotoOff } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ANY, isOpen } from "@/model/filter";
import type { Key } from "@/model/item";
import { EmptyState } from "@/ui/EmptyState";
import classes from "./Grid.module.css";
import { TileView } from "./TileView";
import { useTiles, useWall } from "./wall";

const SIDE = 132;
const GAP = 8;

export function WallView({ onOpen }: { onOpen(frame: number, key: Key): void }) {
  const { t } = useTranslation();
  const wall = useWall();
  const tiles = useTiles((state) => state.tiles);
  const cursor = useTiles((state) => state.cursor);
  const { ref, width } = useElementSize();
  const scroll = useRef<HTMLDivElement>(null);
  const columns = Math.max(1, Math.floor((width + GAP) / (SIDE + GAP)));
  const side = (width - GAP * (columns - 1)) / columns;
  wall.columns = columns;
  const rows = useVirtualizer({
    count: width > 0 ? Math.ceil(tiles.length / columns) : 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => side + GAP,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows needs another measure
  useLayoutEffect(() => rows.measure(), [side]);
  const at = cursor === null ? -1 : tiles.findIndex(({ key }) => key === cursor);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(Math.floor(at / columns), { align: "auto" });
  }, [at, columns, rows]);

  return (
    <div ref={scroll} className={classes.scroll}>
      <div ref={ref}>
        {tiles.length === 0 && <Nothing />}
        <div
          role="listbox"
          aria-label={t("grid.objects")}
          aria-multiselectable
          aria-activedescendant={at >= 0 ? `tile-${cursor}` : undefined}
          tabIndex={0}
          className={classes.wall}
          style={{ height: rows.getTotalSize() }}
        >
          {rows
            .getVirtualItems()
            .flatMap((row) =>
              tiles
                .slice(row.index * columns, (row.index + 1) * columns)
                .map((tile, place) => (
                  <TileView
                    key={tile.key}
                    tile={tile}
                    at={row.index * columns + place}
                    total={tiles.length}
                    x={place * (side + GAP)}
                    y={row.start}
                    side={side}
                    onOpen={onOpen}
                  />
                )),
            )}
        </div>
      </div>
    </div>
  );
}

/** Why there is nothing, and what can be done about it. */
function Nothing() {
  const { t } = useTranslation();
  const wall = useWall();
  const all = useTiles((state) => state.all.length);
  const unfiltered = useTiles((state) => state.labels.size === 0 && isOpen(state.scores) && state.undecided);
  if (all === 0)
    return (
      <EmptyState icon={<IconPhotoOff size={40} stroke={1.2} />} title={t("grid.empty")} text={t("grid.emptyHint")} />
    );
  return (
    <EmptyState
      icon={unfiltered ? <IconCircleCheck size={40} stroke={1.2} /> : <IconPhotoOff size={40} stroke={1.2} />}
      title={t(unfiltered ? "grid.allDecided" : "grid.nothing")}
      text={t(unfiltered ? "grid.allDecidedHint" : "grid.nothingHint")}
      action={
        <Button variant="default" onClick={() => wall.show({ undecided: false, labels: new Set(), scores: ANY })}>
          {t("grid.showAll")}
        </Button>
      }
    />
  );
}
