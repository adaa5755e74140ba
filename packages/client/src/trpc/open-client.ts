import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "@usher/api/contract";

/** The procedures of the house, at this page's own origin. For pages that do without the cache and hooks of `AppProviders`. */
export const openClient = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });
