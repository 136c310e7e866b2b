/** The cache of what the server said. */

import { QueryClient } from "@tanstack/react-query";
import { asProblem, NO_ANSWER } from "./api/problem";

const MOST_RETRIES = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // The server's refusals do not change by asking again; a lost connection may.
      retry: (failures, error) => asProblem(error).status === NO_ANSWER && failures < MOST_RETRIES,
    },
  },
});
