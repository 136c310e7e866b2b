/** Running a detector on one frame: in a dialog, or with one key as it was run last. */

import { detected, modelOf } from "@/api/models";
import { NO_ANSWER, Problem } from "@/api/problem";
import type { Model } from "@/api/types";
import { detecting } from "@/model/detecting";
import { changedBy, mappingOf, proposalFor } from "@/model/mapping";
import { chosenModels, type DetectorOptions, optionsOf, withDetector } from "@/model/modelChoices";
import { isShown } from "@/model/visibility";
import type { Action } from "./action";
import type { Workbench } from "./workbench";

/** The name of the dialog in which a detector is chosen. */
export const DETECT = "detect";

/** Runs a detector on the frame that is shown, and remembers how. The person may go on to other frames meanwhile. */
export function detect(bench: Workbench, model: Model, options: DetectorOptions) {
  const { preferences, session } = bench;
  preferences.change(withDetector(preferences.store.getState(), session.assignment.task, model.id, options));
  return run(bench, model.name, async () => model, options);
}

/** As it was run last in this project; asks how if it never was. */
function detectAgain(bench: Workbench) {
  const { preferences, session } = bench;
  const { task } = session.assignment;
  const kept = preferences.store.getState();
  const { detector } = chosenModels(kept, task);
  if (detector === null) return session.store.setState({ dialog: DETECT });
  return run(bench, detector, () => modelOf(detector), optionsOf(kept, task, detector));
}

async function run(bench: Workbench, name: string, find: () => Promise<Model>, options: DetectorOptions) {
  const { session } = bench;
  const { frame } = session.state;
  const { labels, job } = session.assignment;
  if (session.calls.isRunning("detect", frame)) return;
  const called = await session.calls.run({ purpose: "detect", name, frame }, async (signal, rename) => {
    const model = await find();
    rename(model.name);
    const rows = changedBy(proposalFor(model, labels), options.mapping, labels);
    const order = { job: job.id, frame, threshold: options.threshold, mapping: mappingOf(rows) };
    const found = await detected(model.id, order, signal);
    const document = await session.load(frame);
    if (!document) throw new Problem(NO_ANSWER, String(session.state.failures.get(frame)));
    const mapped = new Set(rows.map(({ taskLabel }) => taskLabel));
    const replaced = options.replaces ? labels.filter((label) => mapped.has(label.name)) : [];
    return detecting(document, found, new Set(replaced.map(({ id }) => id)));
  });
  if (!called) return;
  const { edits, known } = called.answer;
  session.commit("detect", edits);
  const made = edits.flatMap(({ after }) => after ?? []);
  const hidden = made.filter((item) => !isShown(item, session.state)).length;
  session.calls.end(called.id, { found: made.length + known, known, hidden });
}

export const DETECT_ACTIONS: readonly Action[] = [
  { id: "detectAgain", group: "review", keys: ["KeyT"], run: detectAgain },
  {
    id: "detect",
    group: "review",
    keys: ["Shift+KeyT"],
    run: ({ session }) => session.store.setState({ dialog: DETECT }),
  },
];
