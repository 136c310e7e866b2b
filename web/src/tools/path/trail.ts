/** Corners that are being set one after the other, or drawn along with the button held. */

import type { Canvas } from "@/canvas/painter";
import type { Point } from "@/model/geometry";
import { simplified } from "@/model/outline";

/** What is drawn by hand keeps to its line within this, in pixels of the screen. */
const STEADY = 1.5;

export class Trail {
  private corners: Point[] = [];
  /** How many corners there were before each click or stroke. */
  private readonly steps: number[] = [];
  private stroke: Point[] = [];

  get points(): readonly Point[] {
    return this.corners;
  }

  add(at: Point) {
    this.steps.push(this.corners.length);
    this.corners = [...this.corners, at];
  }

  /** The button is held and moves on. */
  draw(at: Point) {
    this.stroke.push(at);
  }

  /** The button was let go: of what was drawn by hand only the corners are kept that matter. */
  rest(scale: number) {
    const start = this.corners.at(-1);
    if (start && this.stroke.length > 0) {
      this.corners = [...this.corners, ...simplified([start, ...this.stroke], STEADY / scale).slice(1)];
    }
    this.stroke = [];
  }

  /** Takes the last click or stroke back; false when there was none. */
  back(): boolean {
    const before = this.steps.pop();
    if (before === undefined) return false;
    this.corners = this.corners.slice(0, before);
    return true;
  }

  /** As it would be if it ended here. */
  upTo(at: Point | null): Point[] {
    return [...this.corners, ...this.stroke, ...(at ? [at] : [])];
  }
}

export function paintCorners({ pen, view }: Canvas, corners: readonly Point[], color: string) {
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = color;
  pen.lineWidth = 1.5;
  for (const { x, y } of corners) {
    pen.beginPath();
    pen.arc(x * view.scale + view.x, y * view.scale + view.y, 3, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
}

/** A ring says that a click here closes the outline. */
export function paintClosing({ pen, view }: Canvas, { x, y }: Point, color: string) {
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x * view.scale + view.x, y * view.scale + view.y, 8, 0, 2 * Math.PI);
  pen.stroke();
}
