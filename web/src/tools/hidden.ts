/** What the slider hides, by place: a missing object may be there already, only too uncertain to be shown. */

import { type Placed, Scene } from "@/canvas/scene";
import type { FrameDocument } from "@/model/document";
import type { Point } from "@/model/geometry";
import { type Drawn, isDrawn, scoreOf } from "@/model/item";
import { isBelow, isShown, type Visibility } from "@/model/visibility";

const PARTS = ["threshold", "thresholds", "filter", "hidden", "hiddenLabels", "locked"] as const;

export class Hidden {
  private scene = new Scene([]);
  private of: readonly unknown[] = [];

  /** The surest of what is hidden by nothing but its score and covers the point. */
  at(point: Point, document: FrameDocument | undefined, visibility: Visibility): Placed | null {
    const of = [document, ...PARTS.map((part) => visibility[part])];
    if (of.some((part, index) => part !== this.of[index])) {
      this.scene = new Scene(hiddenOf(document, visibility));
      this.of = of;
    }
    const sure = ({ item }: Placed) => scoreOf(item) ?? 0;
    return this.scene.under(point, 0).toSorted((a, b) => sure(b) - sure(a))[0] ?? null;
  }
}

function hiddenOf(document: FrameDocument | undefined, visibility: Visibility): Drawn[] {
  const unlimited = { ...visibility, threshold: 0, thresholds: new Map() };
  const items = [...(document?.items.values() ?? [])].filter(isDrawn);
  return items.filter(
    (item) => isBelow(item, visibility) && isShown(item, unlimited) && !visibility.locked.has(item.key),
  );
}
