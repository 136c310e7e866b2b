/** Labels of the whole frame: put on and taken off. */

import type { Label } from "@/api/types";
import { tagging } from "@/model/edits";
import { labelFor, TAG } from "@/model/fitting";
import type { TagItem } from "@/model/item";
import type { Session } from "@/state/session";
import type { Action } from "./action";
import type { Workbench } from "./workbench";

export const tagsOf = (session: Session): TagItem[] =>
  [...(session.document?.items.values() ?? [])].filter((item): item is TagItem => item.role === "tag");

export function untag({ session }: Workbench, tag: TagItem) {
  session.commit("tag", [{ frame: session.state.frame, before: tag, after: null }]);
}

/** Puts the label on the frame, or takes it off again. */
export function toggleTag(bench: Workbench, label: Pick<Label, "id">) {
  const { session } = bench;
  if (!session.document) return;
  const known = tagsOf(session).find(({ tag }) => tag.label_id === label.id);
  if (known) return untag(bench, known);
  const tag = { label_id: label.id, source: "manual", attributes: [] };
  session.commit("tag", [tagging(session.state.frame, tag)]);
}

function tagWithChosen(bench: Workbench) {
  const { session } = bench;
  const label = labelFor(TAG, session.assignment.labels, session.state.label);
  if (label) toggleTag(bench, label);
  else session.store.setState({ notice: "noLabelFits" });
}

export const TAG_ACTIONS: readonly Action[] = [{ id: "tag", group: "tools", keys: ["KeyG"], run: tagWithChosen }];
