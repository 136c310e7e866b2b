/** What a tool can see and do: the session, what lies under the pointer, and a preview of what it is changing. */

import type { Shape } from "@/api/types";
import { KINDS } from "@/canvas/kinds";
import type { Handle } from "@/canvas/kinds/kind";
import type { Look, LookOf } from "@/canvas/look";
import { type Canvas, HANDLE_ROOM, paintLit, paintShape } from "@/canvas/painter";
import { reachOf } from "@/canvas/reach";
import { type Placed, placedOf } from "@/canvas/scene";
import type { Stage } from "@/canvas/stage";
import { isEditable } from "@/model/edits";
import type { Box, Point, Size } from "@/model/geometry";
import type { Drawn, KeptItem, Key, ShapeItem } from "@/model/item";
import type { Notice } from "@/state/editor";
import type { Session } from "@/state/session";

/** How near to a line or a handle the pointer must be, in pixels of the screen. */
const NEAR = 6;

/** A handle of an item, or an edge of it. */
export type Grab = { readonly item: ShapeItem | KeptItem; readonly handle: Handle };

export class Desk {
  /** What is being changed, and so not drawn as it was. */
  lifted: ReadonlySet<Key> = new Set();
  private previews: readonly Placed[] = [];
  /** Until everything that is worked out beside the page is in the document. */
  settled: Promise<unknown> = Promise.resolve();

  constructor(
    readonly session: Session,
    readonly stage: Stage,
    private readonly lookOf: () => LookOf,
  ) {}

  /** `NEAR` in pixels of the picture. */
  get slack(): number {
    return NEAR / this.stage.view.scale;
  }

  get size(): Size {
    return this.stage.picture;
  }

  within({ x, y }: Point): Point {
    const { width, height } = this.size;
    return { x: Math.max(0, Math.min(width, x)), y: Math.max(0, Math.min(height, y)) };
  }

  /** What lies under the point and is not locked, the smallest first. */
  under(at: Point): Drawn[] {
    const { locked } = this.session.state;
    const found = this.stage.scene.under(at, this.slack).map(({ item }) => item);
    return found.filter(({ key }) => !locked.has(key));
  }

  /** The handle of the selected item that could be dragged from here. */
  handleAt(at: Point): Grab | null {
    const item = this.onlySelected();
    const near = (handle: Handle) => Math.hypot(handle.at.x - at.x, handle.at.y - at.y) <= this.slack * 1.2;
    const room = HANDLE_ROOM / this.stage.view.scale;
    const handle = item && KINDS[item.shape.type].handles?.(item.shape, room).find(near);
    return item && handle ? { item, handle } : null;
  }

  /** The edge of what is under the point, whether it is selected or not. */
  edgeAt(at: Point): Grab | null {
    const item = this.under(at).find(isEditable);
    const handle = item && KINDS[item.shape.type].edge?.(item.shape, at, this.slack);
    return item && handle ? { item, handle } : null;
  }

  /** The selected item when there is just one and it can be changed. */
  onlySelected(): ShapeItem | KeptItem | null {
    const [only, ...others] = this.session.selection.filter((item): item is ShapeItem | KeptItem => isEditable(item));
    const { locked } = this.session.state;
    return only && others.length === 0 && !locked.has(only.key) ? only : null;
  }

  /** The place on the line of the selected item where a corner could be added. */
  betweenAt(at: Point): Grab | null {
    const item = this.onlySelected();
    const handle = item && KINDS[item.shape.type].between?.(item.shape, at, this.slack);
    return item && handle ? { item, handle } : null;
  }

  /** Shows these in place of the items with the same keys; nothing is changed by it. */
  preview(items: readonly Drawn[]) {
    this.previews = placedOf(items);
    this.lift(new Set(items.map(({ key }) => key)));
  }

  /** Leaves items out of the picture, since the tool shows them itself. */
  lift(keys: ReadonlySet<Key>) {
    this.lifted = keys;
    this.stage.lift(keys);
    this.stage.repaint();
  }

  /** Tells the person why nothing has happened. */
  say(notice: Notice) {
    this.session.store.setState({ notice });
  }

  lookFor(item: Drawn): Look {
    return this.lookOf()(item);
  }

  /** How the next drawn object will look. */
  get newLook(): Look {
    const label = this.session.labelOf(this.session.state.label);
    return { color: label?.color || "#ffffff", caption: label?.name ?? "", dash: [], faint: false };
  }

  paintPreviews(canvas: Canvas) {
    for (const placed of this.previews) paintLit(canvas, placed, this.lookFor(placed.item), true);
  }

  previewReach(canvas: Canvas): Box[] {
    return this.previews.map((placed) => reachOf(canvas, placed, this.lookFor(placed.item), true));
  }

  paintNew(canvas: Canvas, shape: Omit<Shape, "frame" | "label_id">) {
    paintShape(canvas, { frame: 0, label_id: 0, ...shape }, this.newLook, 0.18, 2);
  }
}
