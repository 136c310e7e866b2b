/** A job that is open, whether in the editor or as a grid: its session lasts from one to the other. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Outlet, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { dataMetaQuery, jobQuery } from "@/api/tasks";
import { remember } from "@/state/remembered";
import { type Assignment, Session } from "@/state/session";
import { prefetchPicture } from "../editor/useFramePicture";
import { JobGate } from "./JobGate";
import { SessionContext } from "./session";
import { useRuns } from "./useRuns";
import { useSaving } from "./useSaving";

const route = getRouteApi("/app/jobs/$job");

/** What an address of the editor means that names no frame; on the grid there is none at all. */
const FIRST = -1;

export function JobPage() {
  const { job } = route.useParams();
  return <Job key={job} job={job} />;
}

function Job({ job }: { job: number }) {
  const router = useRouter();
  // Where the page was opened: another frame's address renders nothing here.
  const [named] = useState(() => {
    const { pathname, search } = router.latestLocation;
    return pathname.endsWith("/edit") ? (search.frame ?? FIRST) : undefined;
  });
  usePictureBeforehand(job, named);
  return <JobGate job={job}>{(assignment) => <OpenJob assignment={assignment} named={named} />}</JobGate>;
}

/** The picture is asked for as soon as it is known of which task it is. */
function usePictureBeforehand(id: number, named: number | undefined) {
  const { data: job } = useQuery(jobQuery(id));
  const frame = job && (named === FIRST ? job.start_frame : named);
  const inside = frame !== undefined && job !== undefined && job.start_frame <= frame && frame <= job.stop_frame;
  useEffect(() => {
    if (inside) prefetchPicture(job.task_id, frame);
  }, [inside, job?.task_id, frame]);
}

function OpenJob({ assignment, named = FIRST }: { assignment: Assignment; named: number | undefined }) {
  const [session] = useState(() => {
    const { id, start_frame, stop_frame } = assignment.job;
    const made = new Session(assignment, start_frame <= named && named <= stop_frame ? named : start_frame);
    remember(made.store, id);
    return made;
  });
  const queries = useQueryClient();
  useEffect(
    () => () => {
      session.dispose();
      const { queryKey } = dataMetaQuery(session.assignment.task.id);
      if (session.deletions.hasChanged) void queries.invalidateQueries({ queryKey });
    },
    [session, queries],
  );
  return (
    <SessionContext value={session}>
      <Watch />
      <Outlet />
    </SessionContext>
  );
}

function Watch() {
  useRuns();
  useSaving();
  return null;
}
