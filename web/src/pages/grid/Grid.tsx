/** The grid of a job: what is shown, the cut-outs, and what is done with those that are picked. */

import { Loader, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Workbench } from "@/actions/workbench";
import { objectsQuery } from "@/api/frames";
import type { Key } from "@/model/item";
import { Wall } from "@/state/wall";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { BenchContext, useBench } from "../editor/bench";
import { ClassSearch } from "../editor/ClassSearch";
import { SignInDialog } from "../editor/SignInDialog";
import { useSession } from "../job/session";
import classes from "./Grid.module.css";
import { GridBar } from "./GridBar";
import { GridFilters } from "./GridFilters";
import { PickedBar } from "./PickedBar";
import { useGridKeys } from "./useGridKeys";
import { WallView } from "./WallView";
import { useWall, WallContext } from "./wall";

export function Grid() {
  const { t } = useTranslation();
  const { task, job } = useSession().assignment;
  const { bench, wall } = useGround();
  const objects = useQuery(objectsQuery(job.id));
  useEffect(() => objects.data && wall.know(objects.data), [objects.data, wall]);
  return (
    <BenchContext value={bench}>
      <WallContext value={wall}>
        <div className={classes.grid}>
          <VisuallyHidden component="h1">{t("grid.title", { name: task.name })}</VisuallyHidden>
          <GridBar />
          {objects.isError && (
            <ProblemNotice what={t("grid.failed")} error={objects.error} onRetry={() => objects.refetch()} />
          )}
          {objects.isPending && <Loader className={classes.loading} aria-label={t("common.loading")} />}
          {objects.data && <Parts />}
          <SignInDialog />
        </div>
      </WallContext>
    </BenchContext>
  );
}

function Parts() {
  const open = useOpening();
  const wall = useWall();
  useGridKeys(open);
  return (
    <>
      <GridFilters />
      <WallView onOpen={open} />
      <PickedBar onOpen={open} />
      <ClassSearch count={() => wall.meant.size} onChoose={(label) => void wall.relabel(label)} />
    </>
  );
}

/** The editor's ground without its picture: a change here is saved, undone and kept as there. */
function useGround(): { bench: Workbench; wall: Wall } {
  const session = useSession();
  const [ground] = useState(() => ({ bench: new Workbench(session, () => {}), wall: new Wall(session) }));
  useEffect(() => () => ground.wall.dispose(), [ground]);
  return ground;
}

/** Shows an object in the editor. */
function useOpening(): (frame: number, key?: Key) => void {
  const navigate = useNavigate();
  const { session } = useBench();
  return (frame, key) => {
    const object = key === undefined ? undefined : session.frames.idOf(key);
    void navigate({ to: "/jobs/$job/edit", params: { job: session.assignment.job.id }, search: { frame, object } });
  };
}
