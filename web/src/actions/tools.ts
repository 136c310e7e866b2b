/** Taking up a tool. */

import type { Action } from "./action";
import type { Workbench } from "./workbench";

export function take({ session }: Workbench, tool: string) {
  const { lastTool } = session.state;
  session.store.setState({ tool, lastTool: tool === "select" ? lastTool : tool });
}

export const TOOL_ACTIONS: readonly Action[] = [
  { id: "select", group: "tools", keys: ["KeyV"], run: (bench) => take(bench, "select") },
  { id: "rectangle", group: "tools", keys: ["KeyB"], run: (bench) => take(bench, "rectangle") },
  { id: "lastTool", group: "tools", keys: ["KeyN"], run: (bench) => take(bench, bench.session.state.lastTool) },
];
