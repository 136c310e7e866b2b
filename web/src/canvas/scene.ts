/** What is drawn on one frame with an index, so that finding what lies under a point or in the window costs nothing. */

import Flatbush from "flatbush";
import { areaOf, type Box, type Point } from "@/model/geometry";
import type { Drawn, Key } from "@/model/item";
import { KINDS } from "./kinds";

export type Placed = { readonly item: Drawn; readonly key: Key; readonly box: Box };

/** The items that lie somewhere; a shape without points does not. */
export const placedOf = (items: readonly Drawn[]): Placed[] =>
  items.flatMap((item) => {
    const box = KINDS[item.shape.type].bounds(item.shape);
    return Number.isFinite(box.left) ? [{ item, key: item.key, box }] : [];
  });

export class Scene {
  readonly items: readonly Placed[];
  private readonly index: Flatbush | null;
  private readonly byKey: ReadonlyMap<Key, Placed>;

  /** The items in drawing order. */
  constructor(items: readonly Drawn[]) {
    this.items = placedOf(items);
    this.byKey = new Map(this.items.map((placed) => [placed.key, placed]));
    this.index = this.items.length > 0 ? new Flatbush(this.items.length) : null;
    for (const { box } of this.items) this.index?.add(box.left, box.top, box.right, box.bottom);
    this.index?.finish();
  }

  /** The items that touch the box, in drawing order. */
  within(box: Box): Placed[] {
    const found = this.index?.search(box.left, box.top, box.right, box.bottom) ?? [];
    return found.toSorted((a, b) => a - b).flatMap((at) => this.items[at] ?? []);
  }

  /** The items under the point, the smallest first, since what lies around it can be reached beside it. */
  under({ x, y }: Point, slack: number): Placed[] {
    const near = this.within({ left: x - slack, top: y - slack, right: x + slack, bottom: y + slack });
    const hit = near.filter(({ item: { shape } }) => KINDS[shape.type].contains(shape, { x, y }, slack));
    return hit.sort((a, b) => areaOf(a.box) - areaOf(b.box));
  }

  find(key: Key | null): Placed | null {
    return (key !== null && this.byKey.get(key)) || null;
  }
}
