/** Undo, redo, save, give up. */

import type { Action } from "./action";
import type { Workbench } from "./workbench";

async function undo({ belt, session, go }: Workbench) {
  if (belt.stepBack()) return;
  await belt.settled;
  const frame = await session.undo();
  if (frame !== null) go(frame);
}

async function redo({ belt, session, go }: Workbench) {
  await belt.settled;
  const frame = await session.redo();
  if (frame !== null) go(frame);
}

export const EDIT_ACTIONS: readonly Action[] = [
  { id: "undo", group: "edit", keys: ["Ctrl+KeyZ"], run: undo },
  { id: "redo", group: "edit", keys: ["Ctrl+Shift+KeyZ", "Ctrl+KeyY"], run: redo },
  { id: "save", group: "edit", keys: ["Ctrl+KeyS"], run: ({ session }) => session.saver.flush() },
  { id: "giveUp", group: "edit", keys: ["Escape"], run: ({ belt }) => belt.cancel() },
];
