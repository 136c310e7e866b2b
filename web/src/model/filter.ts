/** Which objects a person wants to see; an empty part of a filter lets everything through. */

import type { ShapeType } from "@/api/types";
import { extentOf } from "./extent";
import { type Drawn, type Item, isDrawn, isKept, isPrediction, labelOf, scoreOf, sourceOf } from "./item";

export type Maker = "model" | "person" | "file" | "track";
export type Decision = "undecided" | "decided";
/** Both ends belong to it; null is open. */
export type Range = { readonly from: number | null; readonly to: number | null };

export type Filter = {
  /** What was searched for, and the labels whose names have it. */
  readonly text: string;
  readonly named: ReadonlySet<number> | null;
  readonly labels: ReadonlySet<number>;
  readonly types: ReadonlySet<ShapeType>;
  readonly makers: ReadonlySet<Maker>;
  readonly decisions: ReadonlySet<Decision>;
  readonly score: Range;
  /** The shorter side of the box around an object, in pixels of the picture. */
  readonly side: Range;
};

export const ANY: Range = { from: null, to: null };
export const NO_FILTER: Filter = {
  text: "",
  named: null,
  labels: new Set(),
  types: new Set(),
  makers: new Set(),
  decisions: new Set(),
  score: ANY,
  side: ANY,
};

export const isOpen = ({ from, to }: Range): boolean => from === null && to === null;

export function makerOf(item: Item): Maker {
  if (item.role === "track") return "track";
  const source = sourceOf(item);
  if (isKept(item) || source === "auto" || source === "semi-auto") return "model";
  return source === "file" ? "file" : "person";
}

export const decisionOf = (item: Item): Decision => (isPrediction(item) ? "undecided" : "decided");

/** An object without the number cannot be told to lie in a range. */
export const within = (value: number | null, range: Range): boolean =>
  isOpen(range) || (value !== null && value >= (range.from ?? value) && value <= (range.to ?? value));

const among = <T>(value: T, chosen: ReadonlySet<T>): boolean => chosen.size === 0 || chosen.has(value);

export function matches(item: Item, filter: Filter): boolean {
  if (filter === NO_FILTER) return true;
  return (
    (filter.named === null || filter.named.has(labelOf(item))) &&
    among(labelOf(item), filter.labels) &&
    among(makerOf(item), filter.makers) &&
    among(decisionOf(item), filter.decisions) &&
    within(scoreOf(item), filter.score) &&
    (!isDrawn(item) || isOfForm(item, filter))
  );
}

const isOfForm = (item: Drawn, { types, side }: Filter): boolean =>
  among(item.shape.type, types) && (isOpen(side) || within(sideOf(item), side));

function sideOf({ shape }: Drawn): number {
  const { left, top, right, bottom } = extentOf(shape);
  return Math.min(right - left, bottom - top);
}

export type Part = Exclude<keyof Filter, "named">;

const isPartOn = (filter: Filter, part: Part): boolean => {
  const value = filter[part];
  if (typeof value === "string") return value !== "";
  return value instanceof Set ? value.size > 0 : !isOpen(value as Range);
};

const PARTS: readonly Part[] = ["text", "labels", "types", "makers", "decisions", "score", "side"];

/** The parts that hold something back. */
export const partsOn = (filter: Filter): Part[] => PARTS.filter((part) => isPartOn(filter, part));

/** The filter without one of its parts. */
export function cleared(filter: Filter, part: Part): Filter {
  const rest = { ...filter, [part]: NO_FILTER[part], named: part === "text" ? null : filter.named };
  return partsOn(rest).length === 0 ? NO_FILTER : rest;
}
