/** The session of the job that is open: the editor and the grid work on the same, so what one did the other undoes. */

import { createContext, useContext } from "react";
import type { Session } from "@/state/session";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("there is no open job around this component");
  return session;
}
