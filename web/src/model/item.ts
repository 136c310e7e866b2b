/** What the editor holds of a frame: frozen items under keys that stay the same for as long as the page is open. */

import type { Shape, Tag } from "@/api/types";

/** The server's id; a negative number of this page for what had none when it came into being. */
export type Key = number;

export type ShapeItem = { readonly role: "shape"; readonly key: Key; readonly shape: Shape };
/** A prediction that was kept below its run's threshold; it becomes a shape when it is accepted. */
export type KeptItem = { readonly role: "kept"; readonly key: Key; readonly shape: Shape; readonly prediction: string };
/** An object that is followed through frames, as it is on this one: shown, not changed here. */
export type TrackItem = { readonly role: "track"; readonly key: Key; readonly shape: Shape; readonly track: number };
export type TagItem = { readonly role: "tag"; readonly key: Key; readonly tag: Tag };
export type KeptTagItem = {
  readonly role: "keptTag";
  readonly key: Key;
  readonly tag: Tag;
  readonly prediction: string;
};

export type Drawn = ShapeItem | KeptItem | TrackItem;
export type Tagged = TagItem | KeptTagItem;
/** What has a place on the picture, and what is said of the whole of it. */
export type Item = Drawn | Tagged;
/** How far a person has gone with an object. */
export type Review = "prediction" | "accepted" | "manual";

export const isDrawn = (item: Item): item is Drawn => "shape" in item;
export const isTagged = (item: Item): item is Tagged => "tag" in item;
export const isKept = (item: Item): item is KeptItem | KeptTagItem => "prediction" in item;

const bodyOf = (item: Item): Shape | Tag => (isDrawn(item) ? item.shape : item.tag);

export const labelOf = (item: Item): number => bodyOf(item).label_id;

export const scoreOf = (item: Item): number | null => bodyOf(item).score ?? null;

export const sourceOf = (item: Item): string => bodyOf(item).source ?? "manual";

/** A prediction is as a model made it; an accepted one has been looked at, as it is or after a change. */
export function reviewOf(item: Item): Review {
  if (isKept(item) || sourceOf(item) === "auto") return "prediction";
  return sourceOf(item) === "semi-auto" ? "accepted" : "manual";
}

export const isPrediction = (item: Item): boolean => reviewOf(item) === "prediction";

/** What a person has had a hand in is no longer only the model's. */
export const touched = (source: string | undefined): string => (source === "auto" ? "semi-auto" : (source ?? "manual"));

/** The item as a shape that a person stands behind, with what was changed of it. */
export const withShape = (item: ShapeItem | KeptItem, change: Partial<Shape>): ShapeItem => ({
  role: "shape",
  key: item.key,
  shape: { ...item.shape, ...change, source: item.role === "kept" ? "semi-auto" : touched(item.shape.source) },
});

/** The same for a tag. */
export const withTag = (item: Tagged, change: Partial<Tag>): TagItem => ({
  role: "tag",
  key: item.key,
  tag: { ...item.tag, ...change, source: isKept(item) ? "semi-auto" : touched(item.tag.source) },
});

/** Later and higher items lie above others; those without an id of the server came last. */
export function inDrawingOrder(items: Iterable<Drawn>): Drawn[] {
  const age = (key: Key) => (key > 0 ? key : Number.MAX_SAFE_INTEGER / 2 - key);
  return [...items].sort((a, b) => (a.shape.z_order ?? 0) - (b.shape.z_order ?? 0) || age(a.key) - age(b.key));
}
