/** The stage as a React component: hands props down to it and its events up. */

import { type ReactNode, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import type { Shape } from "@/api/types";
import type { Size } from "@/model/geometry";
import type { LookOf } from "./painter";
import classes from "./StageView.module.css";
import { Scene } from "./scene";
import { Stage } from "./stage";

export type StageHandle = Pick<Stage, "fit" | "zoomIn" | "zoomOut" | "actualSize">;

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
  handle?: React.Ref<StageHandle>;
  children?: ReactNode;
};

export function StageView(props: Props) {
  const { label, picture, size, shapes, lookOf, selected, hovered, onSelect, onHover, handle, children } = props;
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const listener = useRef({ onSelect, onHover });
  listener.current = { onSelect, onHover };
  const scene = useMemo(() => new Scene(shapes), [shapes]);

  useEffect(() => {
    if (!host.current) return;
    const made = new Stage(host.current, {
      onSelect: (id) => listener.current.onSelect(id),
      onHover: (id) => listener.current.onHover(id),
    });
    stage.current = made;
    return () => made.dispose();
  }, []);
  useEffect(() => stage.current?.showPicture(picture, size), [picture, size]);
  useEffect(() => stage.current?.showScene(scene, lookOf), [scene, lookOf]);
  useEffect(() => stage.current?.light(selected, hovered), [selected, hovered]);
  useImperativeHandle(handle, () => ({
    fit: () => stage.current?.fit(),
    zoomIn: () => stage.current?.zoomIn(),
    zoomOut: () => stage.current?.zoomOut(),
    actualSize: () => stage.current?.actualSize(),
  }));

  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is one focusable region, its objects are listed beside it */}
      <div ref={host} className={classes.stage} role="application" aria-label={label} tabIndex={0} />
      {children}
    </div>
  );
}
