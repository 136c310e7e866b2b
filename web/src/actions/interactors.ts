/** Which interactor the interactive tool asks, and in which form it draws; both are remembered. */

import { modelsOf } from "@/api/models";
import type { Model } from "@/api/types";
import type { Form } from "@/model/answer";
import { isReady } from "@/model/detectors";
import { chosenModels, withInteractor } from "@/model/modelChoices";
import type { Workbench } from "./workbench";

/** Looks which there are; the one that was used last in the project, or the first that is ready. */
export async function findInteractor(bench: Workbench): Promise<Model | null> {
  const { preferences, session } = bench;
  const { frame } = session.state;
  const found = await session.calls.run({ purpose: "look", name: "", frame }, () => modelsOf("interactor"));
  if (!found) return null;
  session.calls.end(found.id);
  const models = found.answer;
  const kept = preferences.store.getState();
  const { interactor } = chosenModels(kept, session.assignment.task);
  const model = models.find(({ id }) => id === interactor) ?? models.find(isReady) ?? models[0] ?? null;
  session.store.setState(({ interaction }) => ({
    interaction: { ...interaction, models, model, as: kept.editor_form },
  }));
  return model;
}

export function chooseInteractor({ preferences, session }: Workbench, model: Model) {
  session.store.setState(({ interaction }) => ({ interaction: { ...interaction, model } }));
  preferences.change(withInteractor(preferences.store.getState(), session.assignment.task, model.id));
}

export function chooseForm({ preferences, session }: Workbench, as: Form) {
  session.store.setState(({ interaction }) => ({ interaction: { ...interaction, as } }));
  preferences.change({ editor_form: as });
}
