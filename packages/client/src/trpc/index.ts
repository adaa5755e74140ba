export { AppProviders } from "./app-providers.tsx";
export { useTRPC, useTRPCClient } from "./trpc.ts";
export { useRequestKey } from "./use-request-key.ts";
