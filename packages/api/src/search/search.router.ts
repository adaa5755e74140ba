import type { TRPCRouterRecord } from "@trpc/server";
import { limited, publicProcedure } from "../trpc.ts";
import { homeInput, homeView, searchInput, searchView } from "./search.schema.ts";
import { showHome } from "./show-home.ts";
import { searchEvents } from "./search-events.ts";

export const searchRouter = {
  events: publicProcedure
    .use(limited("search"))
    .input(searchInput)
    .output(searchView)
    .query(({ ctx, input }) => searchEvents(ctx, input)),
  home: publicProcedure
    .input(homeInput)
    .output(homeView)
    .query(({ ctx, input }) => showHome(ctx, input)),
} satisfies TRPCRouterRecord;
