/** Tells the saver of what happens around the page: lines that come back, an ended session, the page going away. */

import { useEffect } from "react";
import { onSignedOut } from "@/api/session";
import { useSession } from "./session";

export function useSaving() {
  const session = useSession();
  useEffect(() => onSignedOut(() => session.store.setState({ dialog: "signIn" })), [session]);
  useEffect(() => {
    const { saver, presence } = session;
    const unsaved = () => saver.store.getState().status !== "saved";
    const listeners: { [name: string]: (event: Event) => void } = {
      online: () => void saver.flush(),
      pageshow: (event) => {
        if (!(event as PageTransitionEvent).persisted) return;
        presence.hello();
        void saver.flush();
      },
      pagehide: () => {
        saver.leave();
        presence.bye();
      },
      // Only where the journal cannot be written is there something to lose.
      beforeunload: (event) => saver.journal.failure !== null && unsaved() && event.preventDefault(),
    };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener);
    };
  }, [session]);
}
