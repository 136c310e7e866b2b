/** What the pages keep for the one who is signed in. */

import { client, read } from "./client";

export const readPreferences = (): Promise<unknown> => read(client.GET("/api/users/self/preferences"));

/** Only these names change; the others stay. */
export const changePreferences = (changed: Record<string, unknown>): Promise<unknown> =>
  read(client.PATCH("/api/users/self/preferences", { body: changed }));
