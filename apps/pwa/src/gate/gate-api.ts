import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@usher/api/contract";
import type { useTRPCClient } from "@usher/client/trpc";

/** The house's procedures for gates, as the app calls them. */
export type GateApi = ReturnType<typeof useTRPCClient>["gate"];

type GateAnswers = inferRouterOutputs<AppRouter>["gate"];

export type GateBundleView = GateAnswers["bundle"];
/** A performance that the person may stand at the gate of. */
export type GatePerformance = GateAnswers["performances"]["performances"][number];
