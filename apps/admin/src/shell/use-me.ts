"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";

/** Who is signed in here, and for whom they work. */
export function useMe() {
  return useQuery(useTRPC().accounts.me.queryOptions(undefined, { staleTime: 60_000 }));
}
