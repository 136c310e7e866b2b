/** Which tool is in hand and in which of its states; hands it everything that the pointer does. */

import type { Canvas } from "@/canvas/painter";
import { paintLit } from "@/canvas/painter";
import { joined, reachOf, wholeOf } from "@/canvas/reach";
import type { Placed } from "@/canvas/scene";
import type { Pointer, StageListener } from "@/canvas/stage";
import type { Box, Point } from "@/model/geometry";
import type { Drawn } from "@/model/item";
import { toPicture, toScreen } from "@/model/view";
import { paintTheirs, theirsOf } from "./conflicts";
import type { Desk } from "./desk";
import { Hidden } from "./hidden";
import { TOOLS } from "./index";
import type { Next, ToolState } from "./tool";

const DOTTED = [1.5, 4];
/** Of more selected objects than these no captions are shown. */
const FEW = 50;

export class Belt implements StageListener {
  private state: ToolState | null = null;
  private desk: Desk | null = null;
  private unwatch: (() => void) | null = null;
  private pointer: Pointer | null = null;
  private readonly hidden = new Hidden();
  /** The pointer was moved by keys last; where Enter has clicked with it, null once it has gone on. */
  private steered = false;
  private clicked: Point | null = null;

  /** Takes up the chosen tool on a stage, and follows when another one is chosen; null lays everything down. */
  attach(desk: Desk | null) {
    this.unwatch?.();
    this.unwatch = null;
    this.desk = desk;
    this.state = null;
    if (!desk) return;
    this.take();
    const unwatchConflicts = desk.session.saver.store.subscribe((now, before) => {
      if (now.conflicts.size + before.conflicts.size > 0) desk.stage.repaint();
    });
    const unwatchState = desk.session.store.subscribe((now, before) => {
      // What was begun on one frame does not belong on another, but the tool stays in hand.
      const isOther = now.documents.get(now.frame) !== before.documents.get(before.frame);
      const gone = now.selected !== before.selected || isOther;
      if (now.tool !== before.tool || now.frame !== before.frame || (gone && this.offered)) this.take();
      if (now.selected !== before.selected || now.hovered !== before.hovered) desk.stage.repaint();
    });
    this.unwatch = () => {
      unwatchState();
      unwatchConflicts();
    };
  }

  /** Whether something was begun that Escape would give up. */
  get isBusy(): boolean {
    return this.state?.stepBack !== undefined || this.state?.finish !== undefined;
  }

  /** Which action has shown something that it would do. */
  get offered(): string | undefined {
    return this.state?.offer;
  }

  /** Something that comes before the tool in hand goes on. */
  begin(start: (desk: Desk) => ToolState) {
    if (this.desk) this.to(start(this.desk));
  }

  down(pointer: Pointer) {
    this.to(this.state?.down?.(pointer));
  }

  move(pointer: Pointer) {
    const before = this.hiddenUnderPointer();
    this.steered = false;
    this.pointer = pointer;
    this.to(this.state?.move?.(pointer));
    if (this.hiddenUnderPointer() !== before) this.desk?.stage.repaint();
  }

  up(pointer: Pointer) {
    this.to(this.state?.up?.(pointer));
  }

  secondary(pointer: Pointer) {
    this.to(this.state?.secondary?.(pointer));
  }

  doubleClick(pointer: Pointer) {
    this.to(this.state?.doubleClick?.(pointer));
  }

  wheel(pointer: Pointer, steps: number): boolean {
    return this.state?.wheel?.(pointer, steps) ?? false;
  }

  /** What lies under the pointer, the smallest first. */
  underPointer(): Drawn[] {
    const at = this.here?.at;
    return at && this.desk ? this.desk.under(at) : [];
  }

  /** What the slider hides under the pointer, where nothing is shown. */
  hiddenUnderPointer(): Placed | null {
    const { here, desk } = this;
    if (!here || !desk || !this.state?.rests || desk.under(here.at).length > 0) return null;
    const { document, state } = desk.session;
    return state.bare ? null : this.hidden.at(here.at, document, state);
  }

  leave() {
    this.pointer = null;
    this.desk?.session.hover(null);
  }

  cancel() {
    this.to(this.state?.cancel?.());
  }

  /** Whether arrows move the pointer of the tool in hand. */
  get isSteered(): boolean {
    return this.steered;
  }

  /** Moves the pointer by pixels of the picture, from the middle of it at first; false where no tool draws with it. */
  steer(dx: number, dy: number): boolean {
    const { desk } = this;
    if (!desk || desk.session.state.tool === "select") return false;
    const { width, height } = desk.size;
    const from = this.here?.at ?? { x: width / 2, y: height / 2 };
    const at = desk.within({ x: Math.round(from.x + dx), y: Math.round(from.y + dy) });
    this.move({ at, screen: toScreen(desk.stage.view, at), shift: false, ctrl: false, alt: false });
    [this.steered, this.clicked] = [true, null];
    return true;
  }

  /** Enter where the pointer was moved by keys: a click, at the same place again a double click; false elsewhere. */
  click(): boolean {
    const pointer = this.steered ? this.here : null;
    if (!pointer) return false;
    const again = this.clicked !== null;
    this.down(pointer);
    this.up(pointer);
    if (again) this.doubleClick(pointer);
    this.clicked = again ? null : pointer.at;
    return true;
  }

  /** Enter; false when there is nothing to finish. */
  finish(): boolean {
    const busy = this.state?.finish !== undefined;
    this.to(this.state?.finish?.());
    return busy;
  }

  /** Undo within what was begun; false when that is not what undo means now. */
  stepBack(): boolean {
    return this.part(this.state?.stepBack?.());
  }

  /** Undo means what was done last, also when it is not in the document yet. */
  get settled(): Promise<unknown> {
    return this.desk?.settled ?? Promise.resolve();
  }

  /** Delete within what is held; false when that is not what it means now. */
  erase(): boolean {
    return this.part(this.state?.erase?.());
  }

  /** Holds the next part of the selected object by keys, or the one before; false when it has none. */
  step(by: 1 | -1): boolean {
    return this.part(this.state?.step?.(by));
  }

  /** Moves what is held by keys; false when nothing is. */
  nudge(dx: number, dy: number): boolean {
    return this.part(this.state?.nudge?.(dx, dy));
  }

  /** Makes one more part after the one that is held by keys; false where none can be. */
  insert(): boolean {
    return this.part(this.state?.insert?.());
  }

  paint(canvas: Canvas) {
    const { desk } = this;
    if (!desk) return;
    for (const { placed, look, selected, handles } of this.lit(desk)) paintLit(canvas, placed, look, selected, handles);
    paintTheirs(canvas, desk);
    desk.paintPreviews(canvas);
    this.state?.paint?.(canvas);
  }

  reach(canvas: Canvas): Box | null {
    const { desk, state } = this;
    if (!desk) return null;
    const unknown = state?.paint && !state.reach;
    if (unknown || desk.session.state.selected.size > FEW || theirsOf(desk).length > 0) return wholeOf(canvas.window);
    const lit = this.lit(desk).map(({ placed, look, handles }) => reachOf(canvas, placed, look, handles));
    const own = state?.reach?.(canvas);
    return joined([...lit, ...desk.previewReach(canvas), ...(own ? [own] : [])]);
  }

  /**
   * What is hovered or selected, but for what the tool shows itself; and what is hidden under the pointer, dotted, so that
   * one sees that it can be had for a key before one draws it anew.
   */
  private lit(desk: Desk) {
    const { hovered, selected } = desk.session.state;
    const hidden = this.hiddenUnderPointer();
    const dotted = hidden && { ...desk.lookFor(hidden.item), dash: DOTTED };
    const shown = [...new Set([...(hovered === null ? [] : [hovered]), ...selected])].flatMap((key) => {
      const placed = desk.lifted.has(key) ? null : desk.stage.scene.find(key);
      if (!placed) return [];
      const whole = desk.lookFor(placed.item);
      const look = selected.size > FEW && key !== hovered ? { ...whole, caption: "" } : whole;
      return [{ placed, look, selected: selected.has(key), handles: selected.has(key) && selected.size === 1 }];
    });
    return hidden && dotted ? [...shown, { placed: hidden, look: dotted, selected: false, handles: false }] : shown;
  }

  private take() {
    if (!this.desk) return;
    this.desk.preview([]);
    this.desk.session.hover(null);
    this.steered = false;
    this.to(TOOLS[this.desk.session.state.tool]?.start(this.desk));
  }

  /** The pointer where it is on the picture by now, which may have moved under it. */
  private get here(): Pointer | null {
    const { pointer, desk } = this;
    return pointer && desk && { ...pointer, at: toPicture(desk.stage.view, pointer.screen) };
  }

  private part(answer: ToolState | boolean = false): boolean {
    if (typeof answer !== "boolean") this.to(answer);
    this.desk?.stage.repaint();
    return answer !== false;
  }

  private to(next: Next) {
    if (!this.desk) return;
    if (next) this.state = next;
    this.desk.stage.cursor = this.state?.cursor ?? "";
  }
}
