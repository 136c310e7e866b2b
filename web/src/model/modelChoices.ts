/** Which functions a person uses in a project and how, so that nothing has to be said twice. */

import type { Changes } from "./mapping";
import { type Place, placeOf } from "./place";
import { isRecord } from "./record";

/** How a detector is run on a frame. */
export type DetectorOptions = {
  /** What the person has changed in the proposed mapping. */
  readonly mapping: Changes;
  readonly threshold: number;
  /** Whether undecided predictions of the same classes go first. */
  readonly replaces: boolean;
};

export type ChosenModels = {
  /** The ones that were used last. */
  readonly detector: string | null;
  readonly interactor: string | null;
  readonly detectors: Readonly<Record<string, DetectorOptions>>;
};

/** By project, or by task where it is in none. */
export type ModelChoices = Readonly<Record<string, ChosenModels>>;
type Holder = { readonly editor_models: ModelChoices };

export const AT_FIRST: DetectorOptions = { mapping: {}, threshold: 0.5, replaces: false };
const NONE: ChosenModels = { detector: null, interactor: null, detectors: {} };

export const chosenModels = ({ editor_models }: Holder, place: Place): ChosenModels =>
  editor_models[placeOf(place)] ?? NONE;

/** What a person has chosen for a detector in this project; another one begins with the first options. */
export const optionsOf = (holder: Holder, place: Place, id: string): DetectorOptions =>
  chosenModels(holder, place).detectors[id] ?? AT_FIRST;

export const withInteractor = (holder: Holder, place: Place, interactor: string): Holder =>
  put(holder, place, { interactor });

/** The detector becomes the one that is run again. */
export const withDetector = (holder: Holder, place: Place, detector: string, options: DetectorOptions): Holder =>
  put(holder, place, {
    detector,
    detectors: { ...chosenModels(holder, place).detectors, [detector]: options },
  });

const put = (holder: Holder, place: Place, change: Partial<ChosenModels>): Holder => ({
  editor_models: { ...holder.editor_models, [placeOf(place)]: { ...chosenModels(holder, place), ...change } },
});

/** Made of whatever is kept, also by another version of the program. */
export function modelChoicesOf(kept: unknown): ModelChoices {
  const places = Object.entries(isRecord(kept) ? kept : {});
  return Object.fromEntries(places.flatMap(([place, value]) => (isRecord(value) ? [[place, chosenOf(value)]] : [])));
}

function chosenOf({ detector, interactor, detectors }: Record<string, unknown>): ChosenModels {
  const entries = Object.entries(isRecord(detectors) ? detectors : {});
  return {
    detector: typeof detector === "string" ? detector : null,
    interactor: typeof interactor === "string" ? interactor : null,
    detectors: Object.fromEntries(
      entries.flatMap(([id, value]) => (isRecord(value) ? [[id, readOptions(value)]] : [])),
    ),
  };
}

function readOptions({ mapping, threshold, replaces }: Record<string, unknown>): DetectorOptions {
  const changes = Object.entries(isRecord(mapping) ? mapping : {}).flatMap(([from, to]): [string, string | null][] =>
    to === null || typeof to === "string" ? [[from, to]] : [],
  );
  return {
    mapping: Object.fromEntries(changes),
    threshold: typeof threshold === "number" ? threshold : AT_FIRST.threshold,
    replaces: replaces === true,
  };
}
