/** What runs on the task mean for the open job: where the slider stands, and what is read again when one has ended. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { framesQuery, objectsQuery } from "@/api/frames";
import { isRunning, runsQuery } from "@/api/runs";
import { useSession } from "./session";

export function useRuns() {
  const session = useSession();
  const { task, job } = session.assignment;
  const queries = useQueryClient();
  const { data: frames } = useQuery(framesQuery(job.id));
  const { data: runs } = useQuery(runsQuery(task.id));
  const going = runs?.some(isRunning) ?? false;
  const wasGoing = useRef(false);
  const used = runs?.find((run) => run.status === "finished")?.function.threshold;

  useEffect(() => {
    if (frames) session.overview.know(frames);
  }, [frames, session]);
  useEffect(() => {
    if (used != null) session.store.setState({ ranAt: used });
  }, [used, session]);
  useEffect(() => {
    if (wasGoing.current && !going) {
      for (const { queryKey } of [framesQuery(job.id), objectsQuery(job.id)]) {
        void queries.invalidateQueries({ queryKey });
      }
      for (const frame of session.state.documents.keys()) void session.load(frame, true);
    }
    wasGoing.current = going;
  }, [going, job, queries, session]);
}
