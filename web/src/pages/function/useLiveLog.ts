/** The lines of a function's log that fit a filter, as they come; while it is paused none are added. */

import { useEffect, useState } from "react";
import { followLog, type LogFilter, type StreamState } from "@/api/logStream";
import type { LogLine } from "@/api/types";

const MOST_LINES = 5_000;

export type LiveLog = { lines: readonly LogLine[]; state: StreamState; restart(): void };

export function useLiveLog(name: string, { level, text }: LogFilter, paused: boolean): LiveLog {
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const [state, setState] = useState<StreamState>("connecting");
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    if (paused) return;
    setState("connecting");
    let fresh = true; // what stood there before goes when the first lines come, so that nothing flickers
    const add = (come: readonly LogLine[]) => {
      const first = fresh;
      fresh = false;
      setLines((old) => (first ? come : [...old, ...come]).slice(-MOST_LINES));
    };
    return followLog(
      name,
      { level, text },
      {
        onLines: add,
        onState: (now) => {
          setState(now);
          if (now === "live" && fresh) setLines([]);
        },
      },
    );
  }, [name, level, text, paused, attempt]);
  return { lines, state, restart: () => setAttempt((count) => count + 1) };
}
