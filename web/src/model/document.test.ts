import { expect, test } from "vitest";
import { after, applied, type Command, type FrameDocument, inverse, NO_HISTORY, stepBack, stepForth } from "./document";
import { accepting, changing, deleting, drawing, relabelling } from "./edits";
import { type Item, inDrawingOrder, isDrawn, type KeptItem, reviewOf, type ShapeItem } from "./item";

const box = (key: number, part: Partial<ShapeItem["shape"]> = {}): ShapeItem => ({
  role: "shape",
  key,
  shape: { type: "rectangle", frame: 0, label_id: 1, points: [0, 0, 9, 9], source: "auto", ...part },
});
const kept: KeptItem = { ...box(-50), role: "kept", prediction: "7:0" };
const document: FrameDocument = {
  frame: 0,
  items: new Map<number, Item>([1, 2, 3].map((key) => [key, box(key)])).set(-50, kept),
  reviewed: false,
};
const command = (part: Partial<Command>): Command => ({ name: "move", edits: [], marks: [], ...part });
const bird = { id: 3, name: "bird", type: "any", color: "", attributes: [], sublabels: [] };

test.each<[string, Command]>([
  ["drawing", command({ edits: drawing(0, [{ type: "points", label_id: 1, points: [1, 1] }]) })],
  ["moving", command({ edits: [changing(0, box(2), { points: [1, 1, 5, 5] })] })],
  ["deleting", command({ edits: deleting(0, [box(1), kept]) })],
  ["relabelling", command({ edits: relabelling(0, [box(1), box(3)], bird) })],
  [
    "accepting with the frame",
    command({ edits: accepting(0, [box(1), kept]), marks: [{ frame: 0, before: false, after: true }] }),
  ],
])("%s is taken back by its inverse", (_, done) => {
  const changed = applied(document, done);
  expect(changed).not.toEqual(document);
  const back = applied(changed, inverse(done));
  expect(new Map([...back.items].sort(([a], [b]) => a - b))).toEqual(
    new Map([...document.items].sort(([a], [b]) => a - b)),
  );
  expect(back.reviewed).toBe(false);
});

test("a command leaves other frames alone", () => {
  expect(applied({ ...document, frame: 5 }, command({ edits: deleting(0, [box(1)]) })).items.size).toBe(4);
});

test("an accepted prediction keeps its score and is no longer a prediction", () => {
  const scored = box(1, { score: 0.3 });
  const accepted = accepting(0, [scored])[0]?.after as ShapeItem;
  expect([accepted.shape.score, reviewOf(scored), reviewOf(accepted)]).toEqual([0.3, "prediction", "accepted"]);
});

test("a label of one type does not go on shapes of another", () => {
  expect(relabelling(0, [box(1)], { ...bird, type: "polygon" })).toEqual([]);
});

test("undo and redo walk through all that was done; something new forgets what was undone", () => {
  const [first, second] = [command({ name: "draw" }), command({ name: "move" })];
  const done = after(after(NO_HISTORY, first), second);
  const back = stepBack(done, second);
  expect([back.done, back.undone]).toEqual([[first], [second]]);
  expect(stepForth(back, second)).toEqual(done);
  expect(after(back, first).undone).toEqual([]);
});

test("what was drawn last lies above, unless the order says otherwise", () => {
  const items = [box(-2), box(7), box(3, { z_order: 1 }), box(-1), box(2)].filter(isDrawn);
  expect(inDrawingOrder(items).map(({ key }) => key)).toEqual([2, 7, -1, -2, 3]);
});
