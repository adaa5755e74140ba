import { z } from "zod";
import { nextCursor, pageInput } from "../kernel/paging.ts";
import {
  agendaItemView,
  categoryView,
  cellView,
  currencySchema,
  eventKindSchema,
  exhibitorView,
  genreSchema,
  performanceView,
  publicationStatusSchema,
  venueView,
} from "./catalog.schema.ts";
import { agendaTexts, exhibitorTexts } from "./exhibition.schema.ts";
import { instant, revision, text } from "./field.schema.ts";
import { isGenreOf } from "./genres.ts";

export const organizerPageInput = pageInput.extend({ organizerId: z.uuid() });

export const officeEventSummaryView = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  kind: eventKindSchema,
  status: publicationStatusSchema,
  posterSeed: z.number().int(),
  performances: z.array(
    z.object({
      id: z.uuid(),
      startsAt: instant,
      venueName: z.string(),
      timeZone: z.string(),
      status: publicationStatusSchema,
      seatCount: z.number().int(),
      soldCount: z.number().int(),
    }),
  ),
});
export type OfficeEventSummaryView = z.infer<typeof officeEventSummaryView>;
export const officeEventsView = z.object({ events: z.array(officeEventSummaryView), nextCursor });

const translation = z.strictObject({ title: text(120), subtitle: text(200), description: text(5000) });
const competition = text(120);
const eventFields = {
  organizerId: z.uuid(),
  kind: eventKindSchema,
  title: text(120).min(1),
  subtitle: text(200),
  description: text(5000),
  posterSeed: z.number().int().min(0).max(2_147_483_647),
};
export const saveEventInput = z
  .strictObject({
    ...eventFields,
    /** Absent for a new event. */
    eventId: z.uuid().optional(),
    /** The event as it was read: one that somebody else changed since is not written over. Absent, it is. */
    revision: revision.optional(),
    /** One of the kind's. Absent, it stays as it is. */
    genre: genreSchema.nullish(),
    /** What a fixture is part of; empty for nothing. Of sport alone. Absent, in either language, it stays as it is. */
    competition: competition.optional(),
    chinese: translation.extend({ competition: competition.optional() }).nullable(),
    /** Who plays, by name, the first named first. Absent, it stays as it is. */
    performers: z.array(text(120).min(1)).max(30).optional(),
  })
  .refine(({ kind, genre }) => !genre || isGenreOf(kind, genre), {
    path: ["genre"],
    message: "Not a genre of this kind",
  });
export const officeEventView = z.object({
  ...eventFields,
  id: z.uuid(),
  genre: genreSchema.nullable(),
  competition: z.string(),
  chinese: translation.extend({ competition }).nullable(),
  performers: z.array(z.string()),
  agenda: z.array(agendaItemView.extend({ chinese: z.object(agendaTexts) })),
  agendaRevision: revision,
  exhibitorsRevision: revision,
  exhibitors: z.array(exhibitorView.extend({ chinese: z.object(exhibitorTexts) })),
  slug: z.string(),
  status: publicationStatusSchema,
  revision,
  performances: z.array(
    performanceView.extend({
      revision,
      chartRevisionId: z.uuid(),
      categories: z.array(categoryView.extend({ taxRateBasisPoints: z.number().int() })),
      quotas: z.array(
        z.object({ name: z.string(), capacity: z.number().int(), chartCategories: z.array(z.number().int()) }),
      ),
      cells: z.array(cellView.extend({ fromChinese: z.string(), toChinese: z.string() })),
    }),
  ),
});
export type OfficeEventView = z.infer<typeof officeEventView>;
export const eventRef = z.strictObject({ eventId: z.uuid() });

/** As many as are told apart in one look. */
export const MOST_REPEATS = 100;

export const repeatPerformanceInput = z.strictObject({
  performanceId: z.uuid(),
  /** When the new ones begin. */
  startsAt: z.array(instant).min(1).max(MOST_REPEATS),
  /** Whether their sale begins when that of the performance does, or as long before each. */
  saleStart: z.enum(["same", "along"]),
});

export const copyEventInput = z.strictObject({
  eventId: z.uuid(),
  /** The id of the copy: a repeat of the same request makes one. */
  copyId: z.uuid(),
  title: text(120).min(1),
  /** When the first performance of the copy begins; null for a copy without performances. */
  startsAt: instant.nullable(),
});

/** A stop's name; null of a day of a fair. */
const stopName = text(80).min(1).nullable();

const capacity = z.number().int().min(1).max(200_000);

export const savePerformanceInput = z.strictObject({
  eventId: z.uuid(),
  performanceId: z.uuid().optional(),
  /** The performance as it was read: one that somebody else changed since is not written over. Absent, it is. */
  revision: revision.optional(),
  venueId: z.uuid(),
  chartRevisionId: z.uuid(),
  startsAt: instant,
  doorsAt: instant.nullable(),
  endsAt: instant.nullable(),
  saleStartsAt: instant,
  saleEndsAt: instant,
  currency: currencySchema,
  ticketLimit: z.number().int().min(1).max(50),
  /** Whether buyers may leave a single seat free between strangers. */
  allowsSingles: z.boolean(),
  refundUntil: instant.nullable(),
  refundFeeMinor: z.number().int().min(0).max(100_000_000),
  categories: z
    .array(
      z.strictObject({
        chartCategory: z.number().int().min(0).max(99),
        name: text(80).min(1),
        tier: z.number().int().min(1).max(5),
        faceMinor: z.number().int().min(0).max(1_000_000_000),
        feeMinor: z.number().int().min(0).max(100_000_000),
        taxRateBasisPoints: z.number().int().min(0).max(10_000),
        /** Face prices of some of the cells; the price above is that of all of them. */
        fares: z
          .array(
            z.strictObject({
              from: z.number().int().min(0).max(63),
              to: z.number().int().min(1).max(64),
              faceMinor: z.number().int().min(0).max(1_000_000_000),
            }),
          )
          .max(500)
          .default([]),
      }),
    )
    .min(1)
    .max(100),
  /** Prices for some people, in the order in which they are offered. Of one name there is one. */
  tariffs: z
    .array(
      z.strictObject({
        name: text(40).min(1),
        prices: z
          .array(
            z.strictObject({
              chartCategory: z.number().int().min(0).max(99),
              faceMinor: z.number().int().min(0).max(1_000_000_000),
            }),
          )
          .min(1)
          .max(100),
        /** Offered from then until then; null: as long as the sale lasts. */
        saleStartsAt: instant.nullable().default(null),
        saleEndsAt: instant.nullable().default(null),
        /** How many are sold at it at most; null: as many as there are places. */
        capacity: capacity.nullable().default(null),
      }),
    )
    .max(8),
  /** How many places of some categories are sold at most. Of one name there is one. */
  quotas: z
    .array(
      z.strictObject({
        name: text(40).min(1),
        capacity,
        chartCategories: z.array(z.number().int().min(0).max(99)).min(1).max(100),
      }),
    )
    .max(8)
    .default([]),
  /** Legs from stop to stop, or days, in order; the performance begins with the first and ends with the last. None: sold whole. */
  cells: z
    .array(
      z.strictObject({
        startsAt: instant,
        endsAt: instant,
        fromName: stopName,
        toName: stopName,
        fromChinese: text(80).default(""),
        toChinese: text(80).default(""),
      }),
    )
    .max(40)
    .default([]),
});

export const saveVenueInput = z.strictObject({
  organizerId: z.uuid(),
  venueId: z.uuid().optional(),
  name: text(120).min(1),
  city: text(100).min(1),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", "Unknown time zone"),
  address: text(300),
});
export const officeVenuesView = z.object({
  venues: z.array(
    venueView.extend({
      charts: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          revisionId: z.uuid(),
          revisionNumber: z.number().int(),
          seatCount: z.number().int(),
          geometryHash: z.string(),
          categories: z.array(z.string()),
        }),
      ),
      /** Charts that are drawn and have no revision yet. */
      unpublished: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  ),
});
export type OfficeVenuesView = z.infer<typeof officeVenuesView>;
export const publishEventInput = z.strictObject({ eventId: z.uuid(), publish: z.boolean() });
