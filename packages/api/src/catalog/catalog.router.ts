import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { limited, personProcedure, publicProcedure } from "../trpc.ts";
import {
  eventView,
  listEventsInput,
  listEventsView,
  liveFiguresView,
  performancePageView,
  venueView,
} from "./catalog.schema.ts";
import { copyEvent } from "./copy-event.ts";
import { saveAgendaInput, saveExhibitorsInput } from "./exhibition.schema.ts";
import { keptExchangeRates, ratesShape } from "./exchange-rates.ts";
import { listEvents } from "./list-events.ts";
import { liveFigures } from "./live-figures.ts";
import {
  copyEventInput,
  eventRef,
  officeEventsView,
  officeEventView,
  officeVenuesView,
  organizerPageInput,
  publishEventInput,
  repeatPerformanceInput,
  saveEventInput,
  savePerformanceInput,
  saveVenueInput,
} from "./office.schema.ts";
import { officeEvent, officeEvents } from "./office-events.ts";
import { publishEvent } from "./publish-event.ts";
import { repeatPerformance } from "./repeat-performance.ts";
import { saveEvent } from "./save-event.ts";
import { saveAgenda, saveExhibitors } from "./save-exhibition.ts";
import { savePerformance } from "./save-performance.ts";
import { showEvent, showPerformance } from "./show-event.ts";
import { officeVenues, saveVenue } from "./venues.ts";
import { countView } from "./views.ts";

const locale = z.enum(["en", "zh"]).default("en");
const MOST_LIVE = 20;

const officeRouter = {
  events: personProcedure
    .input(organizerPageInput)
    .output(officeEventsView)
    .query(({ ctx, input }) => officeEvents(ctx, input)),
  event: personProcedure
    .input(eventRef)
    .output(officeEventView)
    .query(({ ctx, input }) => officeEvent(ctx, input.eventId)),
  saveEvent: personProcedure
    .input(saveEventInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => saveEvent(ctx, input)),
  saveAgenda: personProcedure
    .input(saveAgendaInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => saveAgenda(ctx, input)),
  saveExhibitors: personProcedure
    .input(saveExhibitorsInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => saveExhibitors(ctx, input)),
  savePerformance: personProcedure
    .input(savePerformanceInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => savePerformance(ctx, input)),
  repeatPerformance: personProcedure
    .input(repeatPerformanceInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => repeatPerformance(ctx, input)),
  copyEvent: personProcedure
    .input(copyEventInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => copyEvent(ctx, input)),
  publish: personProcedure
    .input(publishEventInput)
    .output(officeEventView)
    .mutation(({ ctx, input }) => publishEvent(ctx, input)),
  venues: personProcedure
    .input(z.strictObject({ organizerId: z.uuid() }))
    .output(officeVenuesView)
    .query(({ ctx, input }) => officeVenues(ctx, input.organizerId)),
  saveVenue: personProcedure
    .input(saveVenueInput)
    .output(venueView)
    .mutation(({ ctx, input }) => saveVenue(ctx, input)),
} satisfies TRPCRouterRecord;

export const catalogRouter = {
  events: publicProcedure
    .input(listEventsInput)
    .output(listEventsView)
    .query(({ ctx, input }) => listEvents(ctx, input)),
  event: publicProcedure
    .input(z.strictObject({ slug: z.string().min(1).max(200), locale }))
    .output(eventView)
    .query(({ ctx, input }) => showEvent(ctx, input)),
  performance: publicProcedure
    .input(z.strictObject({ performanceId: z.uuid(), locale }))
    .output(performancePageView)
    .query(({ ctx, input }) => showPerformance(ctx, input)),
  live: publicProcedure
    .input(z.strictObject({ performanceIds: z.array(z.uuid()).min(1).max(MOST_LIVE) }))
    .output(z.object({ figures: z.array(liveFiguresView) }))
    .query(async ({ ctx, input }) => ({ figures: await liveFigures(ctx, input.performanceIds) })),
  rates: publicProcedure.output(ratesShape).query(({ ctx }) => keptExchangeRates(ctx)),
  seen: publicProcedure
    .use(limited("search"))
    .input(z.strictObject({ eventId: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await countView(ctx, input.eventId, ctx.caller.buyerKey);
      return {};
    }),
  office: officeRouter,
} satisfies TRPCRouterRecord;
