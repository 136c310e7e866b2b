/** What a tool is: small states, each in its own file; an event may answer with the state that comes next. */

import type { ShapeType } from "@/api/types";
import type { Canvas } from "@/canvas/painter";
import type { Pointer } from "@/canvas/stage";
import type { Box } from "@/model/geometry";
import type { ToolId } from "@/state/editor";
import type { Desk } from "./desk";

// biome-ignore lint/suspicious/noConfusingVoidType: a state that stays as it is needs no return
export type Next = ToolState | undefined | void;

export interface ToolState {
  /** The action whose key, pressed again, takes what is shown. It is there for what is selected as it is now. */
  readonly offer?: string;
  readonly cursor?: string;
  /** Nothing is begun; whatever the pointer is on may be pointed out. */
  readonly rests?: boolean;
  down?(pointer: Pointer): Next;
  move?(pointer: Pointer): Next;
  up?(pointer: Pointer): Next;
  /** A click with the right button. */
  secondary?(pointer: Pointer): Next;
  doubleClick?(pointer: Pointer): Next;
  /** One notch of the wheel, up is 1; true when it was used. */
  wheel?(pointer: Pointer, steps: number): boolean;
  /** Enter: what was begun is to be finished. */
  finish?(): Next;
  /** Escape, another tool, or the pointer was taken away: what was begun is given up. */
  cancel?(): Next;
  /** One step back within what was begun; false when there is nothing to take back. */
  stepBack?(): ToolState | boolean;
  /** Delete: a part of what is held; false when the whole object is meant. */
  erase?(): ToolState | boolean;
  /** The next part that can be held by keys, or the one before; false when there is none. */
  step?(by: 1 | -1): ToolState | boolean;
  /** Arrows, by pixels of the picture; false when they do not mean what is held. */
  nudge?(dx: number, dy: number): boolean;
  /** One more part after the one that is held; false where none can be. */
  insert?(): boolean;
  paint?(canvas: Canvas): void;
  /** What `paint` draws on, in pixels of the window, null for nothing; without it, anywhere. */
  reach?(canvas: Canvas): Box | null;
}

export interface Tool {
  readonly id: ToolId;
  /** The type of the shapes that it makes, or the types of which the label takes one; none if it only changes them. */
  readonly draws?: ShapeType | readonly ShapeType[];
  start(desk: Desk): ToolState;
}
