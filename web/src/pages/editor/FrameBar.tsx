/** All frames of the job in one strip: how far each is and how doubtful; a click or a drag goes there. */

import { Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { paintStrip, type StripColors } from "@/canvas/frameStrip";
import { countOf, type FrameSummary } from "@/model/overview";
import { useBench, useEditor } from "./bench";
import classes from "./FrameBar.module.css";

const HEIGHT = 22;
const COLORS: Record<"light" | "dark", StripColors> = {
  dark: {
    empty: "#565c67",
    predicted: "#7a5a1c",
    doubt: "#f0b44c",
    annotated: "#6b97fc",
    reviewed: "#3f9a5a",
    deleted: "#d05c5c",
    current: "#ffffff",
  },
  light: {
    empty: "#a3a9b3",
    predicted: "#f3dcae",
    doubt: "#b97a10",
    annotated: "#4f83f8",
    reviewed: "#2f8f4c",
    deleted: "#c94f4f",
    current: "#18191d",
  },
};

export function FrameBar() {
  const { t } = useTranslation();
  const bench = useBench();
  const frames = useStore(bench.session.overview.store);
  const frame = useEditor((state) => state.frame);
  const { reviewed, deleted } = countOf(frames);
  return (
    <div className={classes.frames}>
      <Strip frames={frames} frame={frame} />
      <Legend frames={frames} />
      <Text size="xs" className="numbers">
        {t("frameBar.progress", { done: reviewed, total: frames.length - deleted })}
      </Text>
    </div>
  );
}

type StripProps = { frames: readonly FrameSummary[]; frame: number };

function Strip({ frames, frame }: StripProps) {
  const { t } = useTranslation();
  const { go } = useBench();
  const [pointed, setPointed] = useState<{ at: number; x: number } | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize<HTMLCanvasElement>();
  const host = useMergedRef(ref, canvas);
  usePainting(canvas.current, width, frames, frame);

  const first = frames[0]?.frame ?? 0;
  const last = first + frames.length - 1;
  const seek = (to: number) => go(Math.max(first, Math.min(last, to)));
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    const at = Math.max(0, Math.min(frames.length - 1, Math.floor(((event.clientX - left) / wide) * frames.length)));
    setPointed({ at, x: event.clientX - left });
    if (event.buttons === 1 && first + at !== frame) seek(first + at);
  };
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: frame - 1,
      ArrowRight: frame + 1,
      PageUp: frame + 10,
      PageDown: frame - 10,
      Home: first,
      End: last,
    };
    const wanted = to[event.key as keyof typeof to];
    if (wanted === undefined) return;
    event.preventDefault();
    seek(wanted);
  };
  const here = frames[frame - first];
  const hint = pointed && frames[pointed.at];
  return (
    <div className={classes.strip}>
      <canvas
        ref={host}
        className={classes.canvas}
        role="slider"
        tabIndex={0}
        aria-label={t("frameBar.name")}
        aria-valuemin={first + 1}
        aria-valuemax={last + 1}
        aria-valuenow={frame + 1}
        aria-valuetext={here && describe(here)}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={press}
      />
      {hint && (
        <span className={classes.hint} style={{ left: pointed.x }}>
          {describe(hint)}
        </span>
      )}
    </div>
  );

  function describe({ frame: number, state, predictions, doubt }: FrameSummary): string {
    const value = t("frameBar.value", { number: number + 1, total: last + 1, state: t(`frameBar.state.${state}`) });
    const open = state === "predicted" && t("frameBar.open", { count: predictions });
    return [value, open, doubt !== null && t("frameBar.doubt", { value: doubt.toFixed(2) })].filter(Boolean).join(", ");
  }
}

function usePainting(canvas: HTMLCanvasElement | null, width: number, frames: readonly FrameSummary[], frame: number) {
  const scheme = useComputedColorScheme();
  useEffect(() => {
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen || width === 0) return;
    const density = devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(HEIGHT * density);
    pen.scale(density, density);
    paintStrip(pen, { width, height: HEIGHT }, frames, frame, COLORS[scheme]);
  }, [canvas, width, frames, frame, scheme]);
}

/** Which bar means what; states that no frame is in are left out. */
function Legend({ frames }: { frames: readonly FrameSummary[] }) {
  const { t } = useTranslation();
  const counts = countOf(frames);
  const states = (["predicted", "annotated", "reviewed", "empty", "deleted"] as const).filter(
    (state) => counts[state] > 0,
  );
  return (
    <ul className={classes.legend}>
      {states.map((state) => (
        <li key={state} data-state={state}>
          <span aria-hidden />
          {counts[state]} {t(`frameBar.state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
