/** What becomes of the form of objects: another type, fewer corners, several joined into one. */

import type { Shape } from "@/api/types";
import { asBox, asForm, asMask, asPolygons, flat, simpler } from "@/canvas/conversion";
import { bitmapOf, maskPoints, united } from "@/model/bitmap";
import { type CommandName, type Edit, keyOf } from "@/model/document";
import { isEditable } from "@/model/edits";
import { carries } from "@/model/fitting";
import { pairs } from "@/model/geometry";
import type { KeptItem, ShapeItem } from "@/model/item";
import { joined } from "@/model/joining";
import { hasHoles } from "@/model/outline";
import { merging, splitting } from "@/model/pieces";
import type { Notice } from "@/state/editor";
import type { Action } from "./action";
import { targetOf } from "./target";
import type { Workbench } from "./workbench";

type Form = Pick<Shape, "type" | "points" | "rotation">;
type Editable = ShapeItem | KeptItem;

/** Corners this near to the line without them go, in pixels of the screen. */
const SIMPLE = 2;

/** Changes each of what is meant into its pieces; says why when nothing came of it. */
function reshape(bench: Workbench, name: CommandName, piecesOf: (shape: Shape) => readonly Form[]) {
  const { session } = bench;
  const items = targetOf(session).filter(isEditable);
  if (items.length === 0) return false;
  let notice: Notice | null = "nothingToConvert";
  const edits = items.flatMap((item): Edit[] => {
    const pieces = piecesOf(item.shape);
    const label = session.labelOf(item.shape.label_id);
    if (pieces.length === 0) return [];
    if (!label || !pieces.every(({ type }) => carries(label, type))) notice = "labelForbids";
    else return splitting(session.state.frame, item, pieces);
    return [];
  });
  finish(bench, name, edits, notice);
}

function finish({ session }: Workbench, name: CommandName, edits: readonly Edit[], notice: Notice | null) {
  if (edits.length === 0) return session.store.setState({ notice });
  session.commit(name, edits);
  session.select(edits.filter(({ after }) => after).map(keyOf));
}

const listed = (form: Form | null): Form[] => (form ? [form] : []);

const isOther = (type: Shape["type"], shape: Shape, forms: readonly Form[]): readonly Form[] =>
  shape.type === type ? [] : forms;

/** Polygons that touch become one, and masks do. */
async function join(bench: Workbench) {
  const { session } = bench;
  const { frame } = session.state;
  const items = targetOf(session).filter(isEditable);
  if (items.length === 0) return false;
  const types = new Set(items.map(({ shape }) => shape.type));
  if (items.length < 2 || types.size > 1) return session.store.setState({ notice: "joinWhat" });
  const form = types.has("mask") ? joinedMask(items) : types.has("polygon") ? await joinedPolygon(items) : null;
  if (session.state.frame !== frame) return;
  finish(bench, "merge", form ? merging(frame, items, form) : [], types.has("polygon") ? "apart" : "joinWhat");
}

function joinedMask(items: readonly Editable[]): Form | null {
  const [first, ...others] = items.map(({ shape }) => bitmapOf(shape.points ?? []));
  const points = first && maskPoints(others.reduce(united, first));
  return points ? asForm("mask", points) : null;
}

async function joinedPolygon(items: readonly Editable[]): Promise<Form | null> {
  const [outline, ...others] = await joined(items.map(({ shape }) => pairs(shape.points ?? [])));
  return outline && others.length === 0 ? asForm("polygon", flat(outline)) : null;
}

const isHoled = ({ type, points = [] }: Shape): boolean => type === "mask" && hasHoles(bitmapOf(points));

/** Polygons have no holes, here as in CVAT: those of a mask are filled, which is said and can be undone. */
function toPolygon(bench: Workbench) {
  const { session } = bench;
  const holed = targetOf(session).some((item) => isEditable(item) && isHoled(item.shape));
  const before = session.state.history;
  const answer = reshape(bench, "convert", (shape) => isOther("polygon", shape, asPolygons(shape)));
  if (holed && session.state.history !== before) session.store.setState({ notice: "holesFilled" });
  return answer;
}

export const SHAPE_ACTIONS: readonly Action[] = [
  {
    id: "toMask",
    group: "objects",
    keys: ["Alt+KeyK"],
    run(bench) {
      const size = bench.stage?.picture;
      return reshape(bench, "convert", (shape) => isOther("mask", shape, size ? listed(asMask(shape, size)) : []));
    },
  },
  {
    id: "toPolygon",
    group: "objects",
    keys: ["Alt+KeyP"],
    run: toPolygon,
  },
  {
    id: "toBox",
    group: "objects",
    keys: ["Alt+KeyB"],
    run: (bench) => reshape(bench, "convert", (shape) => listed(asBox(shape))),
  },
  {
    id: "simplify",
    group: "objects",
    keys: ["Alt+KeyS"],
    run: (bench) =>
      reshape(bench, "points", (shape) => listed(simpler(shape, SIMPLE / (bench.stage?.view.scale ?? 1)))),
  },
  { id: "join", group: "objects", keys: ["KeyJ"], run: join },
];
