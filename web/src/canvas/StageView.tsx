/** The place of the stage in the page: makes it when it is shown and takes it away again. */

import { type ReactNode, useEffect, useRef } from "react";
import classes from "./StageView.module.css";
import { Stage, type StageListener } from "./stage";

type Props = {
  label: string;
  /** Which frame is shown; null while its picture or its objects are on their way. */
  frame?: number | null;
  listener: StageListener;
  onStage(stage: Stage | null): void;
  children?: ReactNode;
};

export function StageView({ label, frame, listener, onStage, children }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const stage = new Stage(host.current, listener);
    onStage(stage);
    return () => {
      onStage(null);
      stage.dispose();
    };
  }, [listener, onStage]);
  return (
    <div className={classes.frame}>
      <div
        ref={host}
        className={classes.stage}
        role="application"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one focusable region, its objects are listed beside it
        tabIndex={0}
        data-frame={frame ?? undefined}
      />
      {children}
    </div>
  );
}
