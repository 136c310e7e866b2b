/** Signing in and out. */

import { queryOptions } from "@tanstack/react-query";
import { client, read } from "./client";

export const selfQuery = queryOptions({
  queryKey: ["self"],
  queryFn: () => read(client.GET("/api/users/self")),
  staleTime: 300_000,
  retry: false,
});

export const signIn = (username: string, password: string): Promise<unknown> =>
  read(client.POST("/api/auth/login", { body: { username, password } }));

export const signOut = (): Promise<unknown> => read(client.POST("/api/auth/logout"));
