/** The pointer where shapes are only looked at: hover, pick, pan. */

import type { Box } from "@/model/geometry";
import type { Key } from "@/model/item";
import type { LookOf } from "./look";
import { type Canvas, paintLit } from "./painter";
import { joined, reachOf } from "./reach";
import type { Pointer, Stage, StageListener } from "./stage";

const GRAB_PIXELS = 5;
const CLICK_SLOP = 4;

export class Viewing implements StageListener {
  stage: Stage | null = null;
  lookOf: LookOf | null = null;
  selected: Key | null = null;
  hovered: Key | null = null;
  private pressed: { last: Pointer; moved: boolean } | null = null;

  constructor(
    private readonly onSelect: (key: Key | null) => void,
    private readonly onHover: (key: Key | null) => void,
  ) {}

  down(pointer: Pointer) {
    this.pressed = { last: pointer, moved: false };
  }

  move(pointer: Pointer) {
    if (!this.pressed) return this.onHover(this.under(pointer));
    const { last, moved } = this.pressed;
    const [dx, dy] = [pointer.screen.x - last.screen.x, pointer.screen.y - last.screen.y];
    if (!moved && Math.hypot(dx, dy) < CLICK_SLOP) return;
    this.pressed = { last: pointer, moved: true };
    this.stage?.panBy(dx, dy);
  }

  up(pointer: Pointer) {
    if (this.pressed && !this.pressed.moved) this.onSelect(this.under(pointer));
    this.pressed = null;
  }

  doubleClick(pointer: Pointer) {
    const placed = this.stage?.scene.find(this.under(pointer));
    if (placed) this.stage?.zoomTo(placed.box);
    else this.stage?.fit();
  }

  wheel(): boolean {
    return false;
  }

  leave() {
    this.onHover(null);
  }

  cancel() {
    this.pressed = null;
  }

  paint(canvas: Canvas) {
    for (const { placed, look } of this.lit()) {
      paintLit(canvas, placed, look, placed.key === this.selected, false);
    }
  }

  reach(canvas: Canvas): Box | null {
    return joined(this.lit().map(({ placed, look }) => reachOf(canvas, placed, look, false)));
  }

  private lit() {
    return [...new Set([this.hovered, this.selected])].flatMap((key) => {
      const placed = this.stage?.scene.find(key);
      return placed && this.lookOf ? [{ placed, look: this.lookOf(placed.item) }] : [];
    });
  }

  private under({ at }: Pointer): Key | null {
    const { stage } = this;
    return stage?.scene.under(at, GRAB_PIXELS / stage.view.scale)[0]?.key ?? null;
  }
}
