import { z } from "zod";
import { isCurrency } from "../kernel/money.ts";
import { nextCursor } from "../kernel/paging.ts";
import { ALL_GENRES } from "./genres.ts";

const instant = z.iso.datetime();
export const currencySchema = z.string().refine(isCurrency, "Unknown currency");
export const eventKindSchema = z.enum(["show", "sport", "transport", "exhibition"]);
export const genreSchema = z.enum(ALL_GENRES);
export const publicationStatusSchema = z.enum(["draft", "published", "cancelled"]);

const textsSchema = z.object({ title: z.string(), subtitle: z.string(), description: z.string() });

export const venueView = z.object({
  id: z.uuid(),
  name: z.string(),
  city: z.string(),
  countryCode: z.string(),
  timeZone: z.string(),
  address: z.string(),
});
export type VenueView = z.infer<typeof venueView>;

/** Prices are totals: face and fee, tax included. */
export const categoryView = z.object({
  id: z.uuid(),
  chartCategory: z.number().int(),
  name: z.string(),
  tier: z.number().int().min(1).max(5),
  priceMinor: z.number().int(),
  faceMinor: z.number().int(),
  feeMinor: z.number().int(),
  /** What some of the cells cost, from one to before another. Those above are the prices of all cells. */
  fares: z.array(
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      priceMinor: z.number().int(),
      faceMinor: z.number().int(),
    }),
  ),
});
export type CategoryView = z.infer<typeof categoryView>;

/** A price for some people. A category that is not among `prices` is not offered at it. */
export const tariffView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Offered from then until then; null: as long as the sale lasts. */
  saleStartsAt: instant.nullable(),
  saleEndsAt: instant.nullable(),
  /** How many are sold at it at most; null: as many as there are places. */
  capacity: z.number().int().nullable(),
  prices: z.array(
    z.object({ chartCategory: z.number().int(), priceMinor: z.number().int(), faceMinor: z.number().int() }),
  ),
});

/** A leg of a journey, from stop to stop, or a day of a fair. */
export const cellView = z.object({
  startsAt: instant,
  endsAt: instant,
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
});
export type CellView = z.infer<typeof cellView>;
/** Cells that are bought together: the first, and the one after the last. */
export const spanView = z.object({ from: z.number().int(), to: z.number().int() });

export const performanceView = z.object({
  id: z.uuid(),
  startsAt: instant,
  doorsAt: instant.nullable(),
  endsAt: instant.nullable(),
  saleStartsAt: instant,
  saleEndsAt: instant,
  status: publicationStatusSchema,
  currency: z.string(),
  seatCount: z.number().int(),
  ticketLimit: z.number().int(),
  allowsSingles: z.boolean(),
  refundUntil: instant.nullable(),
  refundFeeMinor: z.number().int(),
  geometryHash: z.string(),
  /** In order; empty for a performance whose places are sold whole. */
  cells: z.array(cellView),
  venue: venueView,
  categories: z.array(categoryView),
  tariffs: z.array(tariffView),
  /** How many places of some categories are sold at most. */
  quotas: z.array(z.object({ capacity: z.number().int(), chartCategories: z.array(z.number().int()) })),
  /** When places that are kept back come on sale next. */
  moreFrom: instant.nullable(),
});
export type PerformanceView = z.infer<typeof performanceView>;

const eventBase = z.object({
  id: z.uuid(),
  slug: z.string(),
  kind: eventKindSchema,
  status: publicationStatusSchema,
  posterSeed: z.number().int(),
  organizer: z.object({ name: z.string(), verified: z.boolean() }),
  ...textsSchema.shape,
});

/** One line of a list: the event with its next performance. */
export const eventSummaryView = eventBase.omit({ description: true }).extend({
  next: z.object({
    performanceId: z.uuid(),
    startsAt: instant,
    saleStartsAt: instant,
    saleEndsAt: instant,
    venueName: z.string(),
    city: z.string(),
    countryCode: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    fromPriceMinor: z.number().int().nullable(),
  }),
  performanceCount: z.number().int(),
});
export type EventSummaryView = z.infer<typeof eventSummaryView>;

/** Somebody who plays: an artist at a show, a team at a match. */
export const performerView = z.object({ slug: z.string(), kind: z.enum(["artist", "team"]), name: z.string() });

/** Something that happens at an exhibition. Empty texts say nothing. */
export const agendaItemView = z.object({
  id: z.uuid(),
  startsAt: instant,
  endsAt: instant.nullable(),
  title: z.string(),
  /** Where in the house. */
  place: z.string(),
  speaker: z.string(),
});
export type AgendaItemView = z.infer<typeof agendaItemView>;

/** Somebody who shows something at an exhibition. Empty texts say nothing. */
export const exhibitorView = z.object({
  id: z.uuid(),
  name: z.string(),
  stand: z.string(),
  /** What they show. */
  summary: z.string(),
  url: z.string().nullable(),
});
export type ExhibitorView = z.infer<typeof exhibitorView>;

export const eventView = eventBase.extend({
  genre: genreSchema.nullable(),
  /** What a fixture is part of: "Premier Division · Matchday 12". */
  competition: z.string().nullable(),
  performers: z.array(performerView),
  /** What happens when, in the order of time. */
  agenda: z.array(agendaItemView),
  exhibitors: z.array(exhibitorView),
  /** Where else they play. */
  otherEvents: z.array(eventSummaryView),
  performances: z.array(performanceView),
});
export type EventView = z.infer<typeof eventView>;

/** The performance that a map shows, with the event it belongs to. */
export const performancePageView = z.object({
  event: eventBase.omit({ description: true }),
  performance: performanceView,
});
export type PerformancePageView = z.infer<typeof performancePageView>;

export const listEventsInput = z.strictObject({
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(60).default(24),
  locale: z.enum(["en", "zh"]).default("en"),
  city: z.string().max(100).optional(),
  kind: eventKindSchema.optional(),
});
export const listEventsView = z.object({ events: z.array(eventSummaryView), nextCursor });

/** Moving figures of one performance, fetched beside static pages. */
export const liveFiguresView = z.object({
  performanceId: z.uuid(),
  total: z.number().int(),
  left: z.number().int(),
  /** Places for wheelchairs among them. */
  stepFreeLeft: z.number().int(),
  held: z.number().int(),
  fromPriceMinor: z.number().int().nullable(),
  currency: z.string(),
  onSale: z.boolean(),
  /** The same for each span that is sold; empty where places are sold whole. */
  spans: z.array(spanView.extend({ left: z.number().int(), fromPriceMinor: z.number().int().nullable() })),
  /** How many more are sold at tariffs that only so many are sold at. */
  tariffs: z.array(z.object({ tariffId: z.uuid(), left: z.number().int() })),
});
export type LiveFiguresView = z.infer<typeof liveFiguresView>;
