/** A picture with shapes that can be looked at and picked, not changed. */

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Shape } from "@/api/types";
import type { Size } from "@/model/geometry";
import type { Drawn } from "@/model/item";
import type { LookOf } from "./look";
import { StageView } from "./StageView";
import { Scene } from "./scene";
import type { Stage } from "./stage";
import { Viewing } from "./viewing";

type Props = {
  label: string;
  picture: ImageBitmap | null;
  size: Size;
  shapes: readonly Shape[];
  lookOf: LookOf;
  selected: number | null;
  hovered: number | null;
  onSelect(id: number | null): void;
  onHover(id: number | null): void;
  children?: ReactNode;
};

const drawn = (shape: Shape): Drawn[] => (shape.id == null ? [] : [{ role: "shape", key: shape.id, shape }]);

export function ShapeView(props: Props) {
  const { label, picture, size, shapes, lookOf, selected, hovered, onSelect, onHover, children } = props;
  const listener = useRef({ onSelect, onHover });
  listener.current = { onSelect, onHover };
  const [viewing] = useState(
    () =>
      new Viewing(
        (key) => listener.current.onSelect(key),
        (key) => listener.current.onHover(key),
      ),
  );
  const [stage, setStage] = useState<Stage | null>(null);
  const scene = useMemo(() => new Scene(shapes.flatMap(drawn)), [shapes]);
  const attach = useCallback(
    (made: Stage | null) => {
      viewing.stage = made;
      setStage(made);
    },
    [viewing],
  );
  useEffect(() => stage?.showPicture(picture, size), [stage, picture, size]);
  useEffect(() => {
    viewing.lookOf = lookOf;
    stage?.showScene(scene, lookOf);
  }, [viewing, stage, scene, lookOf]);
  useEffect(() => {
    Object.assign(viewing, { selected, hovered });
    const placed = stage?.scene.find(selected);
    if (placed) stage?.reveal(placed.box);
    stage?.repaint();
  }, [viewing, stage, selected, hovered]);
  return (
    <StageView label={label} listener={viewing} onStage={attach}>
      {children}
    </StageView>
  );
}
