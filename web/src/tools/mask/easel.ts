/** What is painted is put onto a sheet at once, and into the document when the worker has made run lengths of it. */

import { KINDS } from "@/canvas/kinds";
import type { Canvas } from "@/canvas/painter";
import { defaultsOf } from "@/model/attributes";
import { type Edit, keyOf } from "@/model/document";
import { changing, deleting, drawing, isEditable } from "@/model/edits";
import { type Box, boundsOf, cornersOf, type Point } from "@/model/geometry";
import { type Item, isDrawn, type KeptItem, type Key, type ShapeItem } from "@/model/item";
import type { Stroked } from "@/model/stroke";
import type { Desk } from "../desk";
import { workOut } from "./pixels";
import { Sheet } from "./sheet";

type Mask = ShapeItem | KeptItem;
/** The mask that strokes go to; the first stroke makes it when there is none. */
type Work = { readonly frame: number; key: Key | null; readonly label: number; readonly color: string };

const OPACITY = 0.62;

export class Easel {
  private made: Sheet | null = null;
  private work: Work | null = null;
  private box: Box | null = null;
  /** Strokes that are not yet in the document, one after the other. */
  private pending = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly desk: Desk) {}

  /** The selected mask, if it is one. */
  get selected(): Mask | null {
    const only = this.desk.onlySelected();
    return only?.shape.type === "mask" ? only : null;
  }

  /** Puts the selected mask on the sheet, or a new one. */
  begin() {
    this.box = null;
    if (this.pending > 0) return;
    const { session } = this.desk;
    const item = this.selected;
    const { color } = item ? this.desk.lookFor(item) : this.desk.newLook;
    this.work = { frame: session.state.frame, key: item?.key ?? null, label: session.state.label, color };
    const bounds = item && KINDS.mask.bounds(item.shape);
    const picture = item && KINDS.mask.bitmap?.(item.shape, color);
    this.sheet.lay(color, picture && bounds ? { picture, at: { x: bounds.left, y: bounds.top } } : null);
    this.desk.lift(new Set(item ? [item.key] : []));
  }

  draw(from: Point, to: Point, width: number, erases: boolean) {
    this.grow(this.sheet.draw(from, to, width, erases));
    this.desk.stage.repaint();
  }

  fill(corners: readonly Point[], erases: boolean) {
    this.grow(this.sheet.fill(corners, erases));
  }

  /** The stroke is done: it becomes one change, after those that are still on their way. */
  end(erases: boolean) {
    const { box, work } = this;
    if (!box || !work) return this.rest();
    const patch = this.sheet.read(box);
    this.pending += 1;
    this.last = this.last.then(async () => {
      const below = erases ? [] : this.below(work);
      const mask = this.maskOf(work)?.shape.points ?? null;
      const stroked = await workOut({ mask, patch, below: below.map(({ shape }) => shape.points ?? []) });
      this.put(work, below, stroked);
    });
    this.last = this.last
      .catch(() => this.desk.say("strokeFailed"))
      .finally(() => {
        this.pending -= 1;
        if (this.pending === 0) this.rest();
      });
    this.desk.settled = Promise.all([this.desk.settled, this.last]);
  }

  /** Nothing is painted any more. */
  rest() {
    if (this.pending > 0) return;
    this.work = null;
    this.desk.lift(new Set());
  }

  paint({ pen, view }: Canvas) {
    if (!this.work || !this.made) return;
    const { width, height } = this.made.canvas;
    pen.globalAlpha = OPACITY;
    pen.imageSmoothingEnabled = view.scale < 1;
    pen.drawImage(this.made.canvas, view.x, view.y, width * view.scale, height * view.scale);
    pen.globalAlpha = 1;
  }

  private get sheet(): Sheet {
    const { width, height } = this.desk.size;
    const { made } = this;
    if (made?.canvas.width === width && made.canvas.height === height) return made;
    this.made = new Sheet({ width, height });
    return this.made;
  }

  private grow(box: Box) {
    this.box = this.box ? boundsOf([...cornersOf(this.box), ...cornersOf(box)]) : box;
  }

  private maskOf({ frame, key }: Work): Mask | null {
    const item = key === null ? undefined : this.items(frame).find((other) => other.key === key);
    return item && isEditable(item) ? item : null;
  }

  private items(frame: number): Item[] {
    return [...(this.desk.session.state.documents.get(frame)?.items.values() ?? [])];
  }

  /** Other masks that are to lose what is painted over them. */
  private below({ frame, key }: Work): Mask[] {
    const { brush, locked } = this.desk.session.state;
    if (!brush.clears) return [];
    const shown = new Set(this.desk.session.shown.map((item) => item.key));
    return this.items(frame).filter((item): item is Mask => {
      if (!isDrawn(item) || !isEditable(item) || item.shape.type !== "mask") return false;
      return item.key !== key && shown.has(item.key) && !locked.has(item.key);
    });
  }

  private put(work: Work, below: readonly Mask[], { mask, below: left }: Stroked) {
    const { session } = this.desk;
    const { frame, label } = work;
    const item = this.maskOf(work);
    const attributes = defaultsOf(session.labelOf(label));
    const uncovered = below.flatMap((other, at): Edit[] => {
      const points = left[at];
      if (points === undefined) return [];
      return points ? [changing(frame, other, { points })] : deleting(frame, [other]);
    });
    const painted = item
      ? mask
        ? [changing(frame, item, { points: mask })]
        : deleting(frame, [item])
      : drawing(frame, mask ? [{ type: "mask", points: mask, label_id: label, source: "manual", attributes }] : []);
    session.commit("mask", [...painted, ...uncovered]);
    const [first] = painted;
    if (!first || item) return;
    work.key = keyOf(first);
    this.desk.lift(new Set([work.key]));
    if (session.state.frame === frame) session.select([work.key]);
  }
}
