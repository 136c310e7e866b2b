/** The attributes of the selected objects, each with the field that its kind of value wants. */

import { Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { putAttribute } from "@/actions/properties";
import { type AttributeSpec, attributeOf } from "@/model/attributes";
import type { Drawn } from "@/model/item";
import { useBench } from "./bench";
import classes from "./ObjectList.module.css";

type FieldProps = { spec: AttributeSpec; value: string; put(value: string): void };

export function AttributeFields({ chosen }: { chosen: readonly Drawn[] }) {
  const bench = useBench();
  const [only] = chosen;
  const label = only && bench.session.labelOf(only.shape.label_id);
  if (!label || label.attributes.length === 0) return null;
  if (chosen.some(({ shape }) => shape.label_id !== label.id)) return null;
  return (
    <div className={classes.attributes}>
      {label.attributes.map((spec) => (
        <Field
          key={spec.id}
          spec={spec}
          value={attributeOf(only.shape.attributes, spec)}
          put={(value) => putAttribute(bench, chosen, spec.id, value)}
        />
      ))}
    </div>
  );
}

function Field(props: FieldProps) {
  const Kind = FIELDS[props.spec.input_type] ?? TextField;
  return <Kind {...props} />;
}

const FIELDS: Record<string, (props: FieldProps) => React.ReactNode> = {
  checkbox: ({ spec, value, put }) => (
    <Checkbox
      size="xs"
      label={spec.name}
      checked={value === "true"}
      onChange={(event) => put(`${event.currentTarget.checked}`)}
    />
  ),
  select: ChoiceField,
  radio: ChoiceField,
  number: ({ spec, value, put }) => {
    const [min, max, step] = spec.values.map(Number);
    return (
      <NumberInput
        label={spec.name}
        value={Number(value)}
        min={min}
        max={max}
        step={step}
        clampBehavior="strict"
        onChange={(number) => number !== "" && put(`${number}`)}
      />
    );
  },
};

function ChoiceField({ spec, value, put }: FieldProps) {
  return (
    <Select label={spec.name} data={spec.values} value={value} onChange={(chosen) => chosen !== null && put(chosen)} />
  );
}

function TextField({ spec, value, put }: FieldProps) {
  return <TextInput label={spec.name} value={value} onChange={(event) => put(event.currentTarget.value)} />;
}
