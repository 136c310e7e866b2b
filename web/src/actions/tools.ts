/** Taking up a tool, and the label that goes with it. */

import type { Label } from "@/api/types";
import { resized } from "@/model/brush";
import type { History } from "@/model/document";
import { labelFor, TAG } from "@/model/fitting";
import type { Brush } from "@/state/editor";
import type { Session } from "@/state/session";
import { TOOLS } from "@/tools";
import type { Action } from "./action";
import { toggleTag } from "./tags";
import type { Workbench } from "./workbench";

/** Takes a tool in hand; when the chosen label is not for what it draws, the first that is takes its place. */
export function take({ session }: Workbench, tool: string) {
  const draws = TOOLS[tool]?.draws;
  const { labels } = session.assignment;
  const label = draws && labelFor(draws, labels, session.state.label);
  if (draws && !label) return session.store.setState({ notice: "noLabelFits" });
  // What is selected would take the class keys, which are for what is drawn next.
  if (draws && !isEdited(session, tool)) session.select([]);
  session.store.setState(({ lastTool, label: chosen }) => ({
    tool,
    lastTool: draws ? tool : lastTool,
    label: label?.id ?? chosen,
    notice: null,
  }));
}

/** A mask that is selected when the brush is taken up goes on being painted; with the brush in hand a new one begins. */
const isEdited = (session: Session, tool: string): boolean =>
  tool === "mask" && session.state.tool !== "mask" && session.selection.length === 1;

function takeBrush(bench: Workbench, mode: Brush["mode"]) {
  const { store } = bench.session;
  if (store.getState().tool !== "mask") take(bench, "mask");
  store.setState(({ brush }) => ({ brush: { ...brush, mode } }));
}

const sizeBrush = ({ session }: Workbench, steps: number) =>
  session.store.setState(({ brush }) => ({ brush: resized(brush, steps) }));

/** The label for what is drawn next, with a tool that fits; one for whole frames is put on the frame at once. */
export function chooseLabel(bench: Workbench, label: Label) {
  const { session } = bench;
  if (label.type === TAG) return toggleTag(bench, label);
  const { tool, lastTool } = session.state;
  session.store.setState({ label: label.id, notice: null });
  const fitting = carriesWith(label, tool) ? tool : carriesWith(label, lastTool) ? lastTool : toolFor(label);
  if (!fitting) return session.store.setState({ notice: "noToolFits" });
  if (tool === "select") session.store.setState({ lastTool: fitting });
  else if (fitting !== tool) take(bench, fitting);
}

/** Whether the tool draws what the label is for. */
function carriesWith(label: Label, tool: string): boolean {
  const draws = TOOLS[tool]?.draws;
  return draws !== undefined && labelFor(draws, [label], label.id) !== undefined;
}

const toolFor = (label: Label): string | undefined => Object.keys(TOOLS).find((tool) => carriesWith(label, tool));

/** With something pointed at already it is what takes it. */
function takeInteractive(bench: Workbench) {
  if (bench.session.state.tool === "interactive" && bench.belt.finish()) return;
  take(bench, "interactive");
}

/** A tool whose key was held down for what was done with it is laid down again with the key. */
function taking(id: string, key: string): Action {
  let before: { tool: string; done: History["done"] } | null = null;
  return {
    id,
    group: "tools",
    keys: [key],
    run(bench) {
      const { tool, history } = bench.session.state;
      before = { tool, done: history.done };
      take(bench, id);
    },
    release(bench) {
      const { tool, history } = bench.session.state;
      const used = before !== null && before.done !== history.done && tool === id;
      if (before && used && before.tool !== id) take(bench, before.tool);
      before = null;
    },
  };
}

export const TOOL_ACTIONS: readonly Action[] = [
  taking("select", "KeyV"),
  taking("rectangle", "KeyB"),
  taking("extreme", "Shift+KeyB"),
  taking("ellipse", "KeyO"),
  taking("polygon", "KeyP"),
  taking("polyline", "KeyK"),
  taking("points", "KeyW"),
  { id: "mask", group: "tools", keys: ["KeyM"], run: (bench) => takeBrush(bench, "paint") },
  { id: "eraser", group: "tools", keys: ["Shift+KeyM"], run: (bench) => takeBrush(bench, "erase") },
  { id: "maskPolygon", group: "tools", keys: ["Alt+KeyM"], run: (bench) => takeBrush(bench, "fill") },
  { id: "cutPolygon", group: "tools", keys: ["Alt+Shift+KeyM"], run: (bench) => takeBrush(bench, "cut") },
  { id: "smallerBrush", group: "tools", keys: ["Comma"], run: (bench) => sizeBrush(bench, -1) },
  { id: "largerBrush", group: "tools", keys: ["Period"], run: (bench) => sizeBrush(bench, 1) },
  { id: "interactive", group: "tools", keys: ["KeyI"], run: takeInteractive },
  taking("slice", "Alt+KeyJ"),
  { id: "lastTool", group: "tools", keys: ["KeyN"], run: (bench) => take(bench, bench.session.state.lastTool) },
];
