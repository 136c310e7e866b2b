/** The dialogs that come when they are first opened. */

import { lazy, Suspense } from "react";
import { useBench, useEditor } from "./bench";

const DIALOGS = {
  detect: lazy(() => import("./calls/DetectDialog")),
  palette: lazy(() => import("./settings/CommandPalette")),
  keys: lazy(() => import("./settings/KeyOverlay")),
  settings: lazy(() => import("./settings/SettingsDialog")),
};

export type DialogProps = { close(): void };

export function EditorDialogs() {
  const { session } = useBench();
  const open = useEditor(({ dialog }) => dialog);
  const close = () => session.store.setState({ dialog: null });
  if (open === null || !(open in DIALOGS)) return null;
  const Opened = DIALOGS[open as keyof typeof DIALOGS];
  return (
    <Suspense>
      <Opened close={close} />
    </Suspense>
  );
}
