/** Who is signed in, and what happens when nobody is. */

import type { Problem } from "./problem";

const NO_CREDENTIALS = "Authentication credentials were not provided";

/** Whether a problem means "sign in first", and not "you may not do this". */
export function meansSignedOut(problem: Problem): boolean {
  return problem.status === 401 || (problem.status === 403 && problem.message.startsWith(NO_CREDENTIALS));
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in; returns the way to stop it. */
export function onSignedOut(listener: Listener): Listener {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function noteSignedOut(problem: Problem): void {
  if (meansSignedOut(problem)) for (const listener of listeners) listener();
}
