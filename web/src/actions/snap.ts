/** Pulling boxes to their objects: first it is shown, and the same key again takes it. */

import type { Model } from "@/api/types";
import { KINDS } from "@/canvas/kinds";
import { pointsOf } from "@/canvas/kinds/frame";
import { rounded } from "@/canvas/kinds/kind";
import { isReady } from "@/model/detectors";
import { isEditable } from "@/model/edits";
import type { KeptItem, ShapeItem } from "@/model/item";
import { needsOf } from "@/model/prompts";
import { type Offer, offering } from "@/tools/snap/offering";
import { byEdges, byModel } from "@/tools/snap/seeing";
import type { Action } from "./action";
import { findInteractor } from "./interactors";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

type Editable = ShapeItem | KeptItem;

/** Sides that are nearer to the edge need not move; in pixels of the picture. */
const LEAST = 0.5;

const LOOKING = ["snap", "snapByEdges"] as const;

const isUpright = (item: Editable): boolean => item.shape.type === "rectangle" && !item.shape.rotation;

async function snap(bench: Workbench) {
  const { belt, session } = bench;
  if (belt.offered === "snap") return belt.finish();
  if (LOOKING.some((purpose) => session.calls.isRunning(purpose, session.state.frame))) return;
  const target = targetOf(session);
  const items = target.filter(isEditable).filter(isUpright);
  if (items.length === 0) return session.store.setState({ notice: "snapWhat" });
  session.select(items.map(({ key }) => key));
  const offers = await offersFor(bench, items);
  if (offers === null) return;
  const isSame = ({ item }: Offer) => session.document?.items.get(item.key) === item;
  if (!offers.every(isSame) || session.state.selected.size !== items.length) return;
  if (offers.length > 0) belt.begin((desk) => offering(desk, offers));
  session.store.setState({ notice: offers.length > 0 ? "snapOffered" : "snapNothing" });
}

/** What would become of those that are not right already; null when nobody can tell. */
async function offersFor(bench: Workbench, items: readonly Editable[]): Promise<Offer[] | null> {
  const { session, stage } = bench;
  const { job, task } = session.assignment;
  const { frame } = session.state;
  if (!stage) return null;
  const place = { task: task.id, job: job.id, frame, size: stage.picture };
  const boxes = items.map(({ shape }) => KINDS.rectangle.bounds(shape));
  const model = await boxTaker(bench);
  const asked = { purpose: model ? "snap" : "snapByEdges", name: model?.name ?? "", frame } as const;
  const called = await session.calls.run(asked, (signal) =>
    model ? byModel(model, place, boxes, signal) : byEdges(place, boxes),
  );
  if (!called) return null;
  session.calls.end(called.id);
  return items.flatMap((item, at) => {
    const points = pointsOf(called.answer[at] ?? KINDS.rectangle.bounds(item.shape)).map(rounded);
    const isThere = points.every((value, place) => Math.abs(value - (item.shape.points?.[place] ?? 0)) < LEAST);
    return isThere ? [] : [{ item, points }];
  });
}

/** The interactor that the tool would ask, if it answers and takes boxes. */
async function boxTaker(bench: Workbench): Promise<Model | null> {
  const { models, model } = bench.session.state.interaction;
  const chosen = models ? model : await findInteractor(bench);
  return chosen && isReady(chosen) && needsOf(chosen).box !== "none" ? chosen : null;
}

export const SNAP_ACTIONS: readonly Action[] = [{ id: "snap", group: "objects", keys: ["KeyS"], run: snap }];
