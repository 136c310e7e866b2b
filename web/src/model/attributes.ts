/** The attributes of a label as an object carries them. */

import type { Label, Shape } from "@/api/types";

export type AttributeValue = NonNullable<Shape["attributes"]>[number];
export type AttributeSpec = Label["attributes"][number];

export const defaultsOf = (label: Label | undefined): AttributeValue[] =>
  (label?.attributes ?? []).map(({ id, default_value }) => ({ spec_id: id, value: default_value }));

export const attributeOf = (values: readonly AttributeValue[] | undefined, spec: AttributeSpec): string =>
  values?.find(({ spec_id }) => spec_id === spec.id)?.value ?? spec.default_value;

export const withValue = (
  values: readonly AttributeValue[] | undefined,
  spec: number,
  value: string,
): AttributeValue[] => [...(values ?? []).filter(({ spec_id }) => spec_id !== spec), { spec_id: spec, value }];
