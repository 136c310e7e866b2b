/** Who is signed in, and what happens when nobody is. */

import { NO_ANSWER, type Problem } from "./problem";

const NO_CREDENTIALS = "Authentication credentials were not provided";

/** Whether a problem means "sign in first", and not "you may not do this". */
export function meansSignedOut(problem: Problem): boolean {
  return problem.status === 401 || (problem.status === 403 && problem.message.startsWith(NO_CREDENTIALS));
}

const [TOO_MANY, SERVER_FAULT] = [429, 500];

/** Whether the same call may succeed later, as it is. */
export const isPassing = (problem: Problem): boolean =>
  problem.status === NO_ANSWER ||
  problem.status === TOO_MANY ||
  problem.status >= SERVER_FAULT ||
  meansSignedOut(problem);

type Listener = () => void;
let listeners: readonly Listener[] = [];

/** Calls back when the server says that nobody is signed in, until another one takes that over; returns the way to
 * stop it. */
export function onSignedOut(listener: Listener): Listener {
  listeners = [...listeners, listener];
  return () => {
    listeners = listeners.filter((other) => other !== listener);
  };
}

export function noteSignedOut(problem: Problem): void {
  if (meansSignedOut(problem)) listeners.at(-1)?.();
}
