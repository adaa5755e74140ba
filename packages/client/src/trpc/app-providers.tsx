"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { refusalOf } from "../refusals/refusal-of.ts";
import { openClient } from "./open-client.ts";
import { TRPCProvider } from "./trpc.ts";

/**
 * A refusal is an answer: only what failed on its way is tried again. Where the answer is that nobody is signed in any
 * more, it is asked anew who is here, and whatever stands before the screen sends them to sign in and back.
 */
function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (refusalOf(error)?.code === "NOT_SIGNED_IN")
          void client.invalidateQueries({ queryKey: [["accounts", "me"]] });
      },
    }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (count, error) => refusalOf(error) === null && count < 2 },
      mutations: { retry: false },
    },
  });
  return client;
}

/** Procedures for the screens below it. Pages that only show things do without, and so without its weight. */
export function AppProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(openClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
