import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { changeRelease, openKeptBack, openRelease } from "./open-release.ts";
import {
  changeReleaseInput,
  releaseRef,
  releasesOf,
  releasesView,
  setAsideInput,
  setAsideView,
} from "./releases.schema.ts";
import { setAside } from "./set-aside.ts";
import { showReleases } from "./show-releases.ts";

export const releasesRouter = {
  list: personProcedure
    .input(releasesOf)
    .output(releasesView)
    .query(({ ctx, input }) => showReleases(ctx, input.performanceId)),
  setAside: personProcedure
    .input(setAsideInput)
    .output(setAsideView)
    .mutation(({ ctx, input }) => setAside(ctx, input)),
  change: personProcedure
    .input(changeReleaseInput)
    .output(releasesView)
    .mutation(({ ctx, input }) => changeRelease(ctx, input)),
  open: personProcedure
    .input(releaseRef)
    .output(releasesView)
    .mutation(({ ctx, input }) => openRelease(ctx, input.releaseId)),
  openKeptBack: personProcedure
    .input(releasesOf)
    .output(releasesView)
    .mutation(({ ctx, input }) => openKeptBack(ctx, input.performanceId)),
} satisfies TRPCRouterRecord;
