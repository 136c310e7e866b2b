/** The editor of a job: tools, picture, what is on it, and the frames. */

import { VisuallyHidden } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { putLabel } from "@/actions/objects";
import { targetOf } from "@/actions/target";
import { Workbench } from "@/actions/workbench";
import { Address } from "@/state/address";
import { useSession } from "../job/session";
import { BenchContext, useBench } from "./bench";
import { ClassSearch } from "./ClassSearch";
import classes from "./Editor.module.css";
import { EditorBar } from "./EditorBar";
import { EditorDialogs } from "./EditorDialogs";
import { FrameBar } from "./FrameBar";
import { FrameStage } from "./FrameStage";
import { PropagateDialog } from "./PropagateDialog";
import { SidePanel } from "./SidePanel";
import { SignInDialog } from "./SignInDialog";
import { ToolRail } from "./ToolRail";
import { useEditorKeys } from "./useEditorKeys";

export function Editor({ frame }: { frame: number }) {
  const { t } = useTranslation();
  const bench = useWorkbench(frame);
  return (
    <BenchContext value={bench}>
      <div className={classes.editor}>
        <VisuallyHidden component="h1">
          {t("editor.title", { number: frame + 1, name: bench.session.assignment.task.name })}
        </VisuallyHidden>
        <Parts />
      </div>
    </BenchContext>
  );
}

/** Each watches for itself what concerns it; another frame's address renders none of them. */
const Parts = memo(function Parts() {
  const bench = useBench();
  return (
    <>
      <Keys />
      <EditorBar />
      <ToolRail />
      <FrameStage />
      <SidePanel />
      <FrameBar />
      <PropagateDialog />
      <SignInDialog />
      <ClassSearch count={() => targetOf(bench.session).length} onChoose={(label) => putLabel(bench, label)} />
      <EditorDialogs />
    </>
  );
});

function Keys() {
  useEditorKeys();
  return null;
}

/** The address follows what is shown: a slow page must not fall back to a frame that was left by the next key already. */
function useWorkbench(frame: number): Workbench {
  const router = useRouter();
  const session = useSession();
  const { id } = session.assignment.job;
  const heading = useRef<number | null>(null);
  const [bench] = useState(() => {
    const go = (to: number) => {
      heading.current = to;
      void session.show(to);
    };
    return new Workbench(session, go, () => void router.navigate({ to: "/jobs/$job/grid", params: { job: id } }));
  });
  useEffect(() => {
    if (heading.current !== null && heading.current !== frame) return;
    const { object } = router.latestLocation.search;
    const linked = heading.current === null && object !== undefined;
    heading.current = null;
    void bench.session.show(frame).then(() => linked && bench.pickLinked(frame, object));
  }, [bench, frame, router]);
  useEffect(() => {
    const to = { to: "/jobs/$job/edit", params: { job: id } } as const;
    const { pathname } = router.buildLocation(to);
    const address = new Address(bench.session, (shown) => {
      const { latestLocation: now } = router;
      // Who is on the way to another page is not called back.
      if (now.pathname !== pathname) return;
      if (now.search.frame === shown.frame && now.search.object === shown.object) return;
      void router.navigate({ ...to, search: shown, replace: true });
    });
    return () => address.dispose();
  }, [bench, id, router]);
  useEffect(() => () => session.rest(), [session]);
  return bench;
}
