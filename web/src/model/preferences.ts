/** How a user likes the editor to be, as it is kept on the server; what is missing or broken there is as at first. */

import { FORMS, type Form } from "./answer";
import type { Binding } from "./keys";
import { type ModelChoices, modelChoicesOf } from "./modelChoices";
import type { Order } from "./overview";
import { isRecord } from "./record";

/** Keys by the id of what they do, where they are not those of the program. */
export type KeyChoices = Readonly<Record<string, readonly Binding[]>>;
/** Ids of labels by digit, by project, or by task where it is in none. */
export type DigitChoices = Readonly<Record<string, Readonly<Record<string, number>>>>;

export type Appearance = {
  readonly colorBy: "class" | "object";
  /** Of one: how much of a shape's colour fills it, and how strong its line is in pixels of the screen. */
  readonly fill: number;
  readonly line: number;
  readonly captions: "auto" | "always" | "never";
  readonly grid: boolean;
  readonly smoothing: "auto" | "smooth" | "pixelated";
  /** Of the picture, in per cent of how it is. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
};

/** In which order frames are reviewed, and whether accepting one removes what the slider hides on it. */
export type ReviewWay = { readonly order: Order; readonly clearsHidden: boolean };

export type Preferences = {
  readonly editor_keys: KeyChoices;
  readonly editor_appearance: Appearance;
  readonly editor_digits: DigitChoices;
  readonly editor_models: ModelChoices;
  readonly editor_review: ReviewWay;
  /** What the interactive tool draws. */
  readonly editor_form: Form;
};

export const PLAIN: Appearance = {
  colorBy: "class",
  fill: 0.08,
  line: 1.5,
  captions: "auto",
  grid: false,
  smoothing: "auto",
  brightness: 100,
  contrast: 100,
  saturation: 100,
};

const REVIEW_AT_FIRST: ReviewWay = { order: "sequence", clearsHidden: true };

export const AT_FIRST: Preferences = {
  editor_keys: {},
  editor_appearance: PLAIN,
  editor_digits: {},
  editor_models: {},
  editor_review: REVIEW_AT_FIRST,
  editor_form: "mask",
};

/** Made of whatever is kept, also by another version of the program. */
export function preferencesOf(kept: unknown): Preferences {
  const given = isRecord(kept) ? kept : {};
  return {
    editor_keys: keysOf(given.editor_keys),
    editor_appearance: appearanceOf(given.editor_appearance),
    editor_digits: isRecord(given.editor_digits) ? (given.editor_digits as DigitChoices) : {},
    editor_models: modelChoicesOf(given.editor_models),
    editor_review: reviewWayOf(given.editor_review),
    editor_form: FORMS.find((form) => form === given.editor_form) ?? "mask",
  };
}

function keysOf(kept: unknown): KeyChoices {
  const isKeys = (value: unknown) => Array.isArray(value) && value.every((key) => typeof key === "string");
  const entries = Object.entries(isRecord(kept) ? kept : {});
  return Object.fromEntries(entries.filter(([, value]) => isKeys(value))) as KeyChoices;
}

function appearanceOf(kept: unknown): Appearance {
  const given = Object.entries(isRecord(kept) ? kept : {});
  const known = given.filter(
    ([name, value]) => name in PLAIN && typeof value === typeof PLAIN[name as keyof Appearance],
  );
  return { ...PLAIN, ...Object.fromEntries(known) };
}

function reviewWayOf(kept: unknown): ReviewWay {
  const { order, clearsHidden } = isRecord(kept) ? kept : {};
  return { order: order === "doubt" ? "doubt" : "sequence", clearsHidden: clearsHidden !== false };
}
