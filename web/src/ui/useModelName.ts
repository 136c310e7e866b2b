/** What a function is called, by its id in the lambda API. */

import { useQuery } from "@tanstack/react-query";
import { detectorsQuery } from "@/api/models";

/** An agent's function has a number for an id; what is gone by now has no other name than that. */
export function useModelName(id: string): string {
  const { data } = useQuery(detectorsQuery);
  return data?.find((model) => `${model.id}` === id)?.name ?? id;
}
