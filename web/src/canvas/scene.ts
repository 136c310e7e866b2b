/** The shapes of one frame with an index, so that finding what lies under a point or in the window costs nothing. */

import Flatbush from "flatbush";
import type { Shape } from "@/api/types";
import { areaOf, type Box, type Point } from "@/model/geometry";
import { KINDS } from "./kinds";

export type Item = { shape: Shape; id: number; box: Box };

export class Scene {
  readonly items: readonly Item[];
  private readonly index: Flatbush | null;

  constructor(shapes: readonly Shape[]) {
    this.items = shapes.flatMap((shape) => {
      const box = KINDS[shape.type].bounds(shape);
      return Number.isFinite(box.left) && shape.id != null ? [{ shape, id: shape.id, box }] : [];
    });
    this.index = this.items.length > 0 ? new Flatbush(this.items.length) : null;
    for (const { box } of this.items) this.index?.add(box.left, box.top, box.right, box.bottom);
    this.index?.finish();
  }

  /** The items that touch the box, in drawing order. */
  within(box: Box): Item[] {
    const found = this.index?.search(box.left, box.top, box.right, box.bottom) ?? [];
    return found.toSorted((a, b) => a - b).flatMap((at) => this.items[at] ?? []);
  }

  /** The smallest item under the point, since what lies around it can be reached beside it. */
  at({ x, y }: Point, slack: number): Item | null {
    const near = this.within({ left: x - slack, top: y - slack, right: x + slack, bottom: y + slack });
    const hit = near.filter(({ shape }) => KINDS[shape.type].contains(shape, { x, y }, slack));
    return hit.reduce<Item | null>((best, item) => (best && areaOf(best.box) <= areaOf(item.box) ? best : item), null);
  }

  find(id: number | null): Item | null {
    return this.items.find((item) => item.id === id) ?? null;
  }
}
