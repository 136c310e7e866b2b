/** The log of a function as it is written, over server-sent events. */

import type { LogLine } from "./types";

/** Lost connections are made again by the browser, and no line is missed; an ended one has been refused. */
export type StreamState = "connecting" | "live" | "lost" | "ended";

export type LogFilter = { level: string; text: string };

type Listener = { onLines(lines: LogLine[]): void; onState(state: StreamState): void };

const FIRST_LINES = 500;
const GATHER_MS = 100;

/** Hands on lines as they come, some at a time; returns what ends that. */
export function followLog(name: string, { level, text }: LogFilter, { onLines, onState }: Listener): () => void {
  const query = new URLSearchParams({ level, text, tail: `${FIRST_LINES}` });
  const source = new EventSource(`/nuclio/api/functions/${encodeURIComponent(name)}/log/stream?${query}`);
  let gathered: LogLine[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handOn = () => {
    timer = undefined;
    onLines(gathered);
    gathered = [];
  };
  source.onmessage = ({ data }) => {
    gathered.push(JSON.parse(data) as LogLine);
    timer ??= setTimeout(handOn, GATHER_MS);
  };
  source.onopen = () => onState("live");
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? "ended" : "lost");
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
