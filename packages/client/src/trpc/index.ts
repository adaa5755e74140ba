export { AppProviders } from "./app-providers.tsx";
export { useTRPC, useTRPCClient } from "./trpc.ts";
