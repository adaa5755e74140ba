"use client";

import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@usher/api/contract";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
