/** Labels of the whole frame: put on and taken off. */

import type { Label } from "@/api/types";
import { defaultsOf } from "@/model/attributes";
import { accepting, deleting, tagging } from "@/model/edits";
import { labelFor, TAG } from "@/model/fitting";
import { isKept, isTagged, type Tagged } from "@/model/item";
import type { Action } from "./action";
import type { Workbench } from "./workbench";

export function untag({ session }: Workbench, tag: Tagged) {
  session.commit("tag", deleting(session.state.frame, [tag]));
}

/** Puts the label on the frame, or takes it off again. */
export function toggleTag(bench: Workbench, label: Label) {
  const { session } = bench;
  const { frame } = session.state;
  if (!session.document) return;
  const same = [...session.document.items.values()].filter(isTagged).filter(({ tag }) => tag.label_id === label.id);
  const [known] = same.toSorted((a, b) => Number(isKept(a)) - Number(isKept(b)));
  if (known && !isKept(known)) return untag(bench, known);
  const tag = { label_id: label.id, source: "manual", attributes: defaultsOf(label) };
  session.commit("tag", known ? accepting(frame, [known]) : [tagging(frame, tag)]);
}

function tagWithChosen(bench: Workbench) {
  const { session } = bench;
  const label = labelFor(TAG, session.assignment.labels, session.state.label);
  if (label) toggleTag(bench, label);
  else session.store.setState({ notice: "noLabelFits" });
}

export const TAG_ACTIONS: readonly Action[] = [{ id: "tag", group: "tools", keys: ["KeyG"], run: tagWithChosen }];
