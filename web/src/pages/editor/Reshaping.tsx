/** What can be made of the form of the selected objects. */

import { Group } from "@mantine/core";
import { IconBrush, IconLayersUnion, IconPolygon, IconSquare, IconVectorSpline } from "@tabler/icons-react";
import type { ShapeType } from "@/api/types";
import { KINDS } from "@/canvas/kinds";
import type { Drawn } from "@/model/item";
import { ActionButton } from "./ActionButton";

const CORNERED: readonly ShapeType[] = ["polygon", "polyline"];

export function Reshaping({ chosen }: { chosen: readonly Drawn[] }) {
  const types = new Set(chosen.map(({ shape }) => shape.type));
  const [only] = types;
  const one = types.size === 1 ? only : undefined;
  const solid = [...types].every((type) => type === "mask" || KINDS[type].outline);
  const joins = chosen.length > 1 && (one === "polygon" || one === "mask");
  return (
    <Group gap={2} mt={4} ml={-6}>
      <ActionButton id="toBox" disabled={one === "rectangle" && !chosen.some(({ shape }) => shape.rotation)}>
        <IconSquare size={16} />
      </ActionButton>
      <ActionButton id="toPolygon" disabled={!solid || one === "polygon"}>
        <IconPolygon size={16} />
      </ActionButton>
      <ActionButton id="toMask" disabled={!solid || one === "mask"}>
        <IconBrush size={16} />
      </ActionButton>
      <ActionButton id="simplify" disabled={!one || !CORNERED.includes(one)}>
        <IconVectorSpline size={16} />
      </ActionButton>
      <ActionButton id="join" disabled={!joins}>
        <IconLayersUnion size={16} />
      </ActionButton>
    </Group>
  );
}
