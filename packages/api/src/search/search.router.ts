import type { TRPCRouterRecord } from "@trpc/server";
import { limited, publicProcedure } from "../trpc.ts";
import { searchInput, searchView } from "./search.schema.ts";
import { searchEvents } from "./search-events.ts";

export const searchRouter = {
  events: publicProcedure
    .use(limited("search"))
    .input(searchInput)
    .output(searchView)
    .query(({ ctx, input }) => searchEvents(ctx, input)),
} satisfies TRPCRouterRecord;
