/** Moving and resizing by keys, a pixel at a time. */

import { KINDS } from "@/canvas/kinds";
import { changing, isEditable } from "@/model/edits";
import { moveWithin, turned } from "@/model/geometry";
import type { KeptItem, ShapeItem } from "@/model/item";
import type { Action } from "./action";
import type { Workbench } from "./workbench";

const STEP = 1;
const LARGE_STEP = 10;

type Direction = "Left" | "Right" | "Up" | "Down";
const OFFSETS: Record<Direction, { x: number; y: number }> = {
  Left: { x: -1, y: 0 },
  Right: { x: 1, y: 0 },
  Up: { x: 0, y: -1 },
  Down: { x: 0, y: 1 },
};
const SIDES: Record<Direction, string> = { Left: "w", Right: "e", Up: "n", Down: "s" };

function movable({ session }: Workbench): (ShapeItem | KeptItem)[] {
  const { locked } = session.state;
  return session.selection.filter((item): item is ShapeItem | KeptItem => isEditable(item) && !locked.has(item.key));
}

function move(bench: Workbench, direction: Direction, by: number) {
  const { session, stage } = bench;
  const items = movable(bench);
  const { x, y } = OFFSETS[direction];
  if (bench.belt.nudge(x * by, y * by)) return;
  if (bench.belt.isSteered || items.length === 0) return bench.belt.steer(x * by, y * by);
  if (!stage) return false;
  const boxes = items.map(({ shape }) => KINDS[shape.type].bounds(shape));
  const { dx, dy } = moveWithin(boxes, x * by, y * by, stage.picture);
  if (dx === 0 && dy === 0) return;
  const { frame } = session.state;
  session.continue(
    "move",
    items.map((item) => changing(frame, item, KINDS[item.shape.type].moved(item.shape, dx, dy))),
  );
}

/** Moves the side that looks in this direction, out or in. */
function stretch(bench: Workbench, direction: Direction, by: number) {
  const { session } = bench;
  const [item, ...others] = movable(bench);
  if (!item || others.length > 0) return false;
  const { handles, dragged } = KINDS[item.shape.type];
  const handle = handles?.(item.shape, 0).find(({ id }) => id === SIDES[direction]);
  if (!handle || !dragged) return false;
  const { x, y } = turned(OFFSETS[direction], { x: 0, y: 0 }, item.shape.rotation ?? 0);
  const to = { x: handle.at.x + x * by, y: handle.at.y + y * by };
  session.continue("resize", [changing(session.state.frame, item, dragged(item.shape, handle.id, to, false))]);
}

const of = (direction: Direction): Action[] => [
  {
    id: `move${direction}`,
    group: "objects",
    keys: [`Arrow${direction}`],
    run: (bench) => move(bench, direction, STEP),
  },
  {
    id: `moveFar${direction}`,
    group: "objects",
    keys: [`Shift+Arrow${direction}`],
    run: (bench) => move(bench, direction, LARGE_STEP),
  },
  {
    id: `grow${direction}`,
    group: "objects",
    keys: [`Alt+Arrow${direction}`],
    run: (bench) => stretch(bench, direction, STEP),
  },
  {
    id: `shrink${direction}`,
    group: "objects",
    keys: [`Alt+Shift+Arrow${direction}`],
    run: (bench) => stretch(bench, direction, -STEP),
  },
];

export const NUDGE_ACTIONS: readonly Action[] = (["Left", "Right", "Up", "Down"] as const).flatMap(of);
