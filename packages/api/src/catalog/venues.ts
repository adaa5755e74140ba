import { Prisma, type Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit, requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import type { VenueView } from "./catalog.schema.ts";
import { venueViewOf } from "./catalog-views.ts";
import type { OfficeVenuesView, saveVenueInput } from "./office.schema.ts";
import { venueValues } from "./history-values.ts";
import { EDITORS } from "./office-events.ts";
import { tellChange } from "./tell-change.ts";

const MOST_VENUES = 500;

/** An organizer's venues by name, each chart with its newest revision. Refuses NOT_YOURS. */
export async function officeVenues(ctx: RequestContext, organizerId: string): Promise<OfficeVenuesView> {
  await requireRole(ctx, organizerId, STAFF);
  const newest = { orderBy: { number: "desc" }, take: 1, omit: { seatKeys: true, defects: true } } as const;
  const rows = await ctx.db.venue.findMany({
    where: { organizerId },
    orderBy: { name: "asc" },
    take: MOST_VENUES,
    include: { charts: { orderBy: { id: "asc" }, include: { revisions: newest } } },
  });
  const venues = rows.map((venue) => ({
    ...venueViewOf(venue),
    charts: venue.charts.flatMap(({ id, name, revisions: [revision] }) => {
      if (!revision) return [];
      const { seatCount, geometryHash, number: revisionNumber } = revision;
      const categories = revision.categories as string[];
      return [{ id, name, revisionId: revision.id, revisionNumber, seatCount, geometryHash, categories }];
    }),
    unpublished: venue.charts.filter(({ revisions }) => revisions.length === 0).map(({ id, name }) => ({ id, name })),
  }));
  return { venues };
}

/**
 * Writes a venue or changes it. Its time zone stands once a performance is set there, since every time that was typed or
 * told is read in it. Pages on show are made anew with the new words. Refuses NOT_FOUND, NOT_YOURS, CHART_IN_USE, and
 * VENUE_NAME_TAKEN for a name the organizer has already.
 */
export async function saveVenue(ctx: RequestContext, input: z.output<typeof saveVenueInput>): Promise<VenueView> {
  const { organizerId, venueId, ...data } = input;
  await requireRole(ctx, organizerId, EDITORS);
  const id = venueId ?? newId();
  try {
    return await ctx.db.$transaction(async (tx) => {
      const before = venueId ? await lockVenue(tx, id) : null;
      if (venueId) {
        if (before?.organizerId !== organizerId) throw new Refusal("NOT_FOUND");
        const performances = before.timeZone === data.timeZone ? 0 : await tx.performance.count({ where: { venueId } });
        if (performances > 0) throw new Refusal("CHART_IN_USE", { reason: "timeZoneFixed", performances });
      }
      const venue = venueId
        ? await tx.venue.update({ where: { id }, data })
        : await tx.venue.create({ data: { id, organizerId, ...data } });
      if (venueId) await renewPages(tx, venueId);
      const action = venueId ? "venue.change" : "venue.create";
      const values = { before: before ? venueValues(before) : {}, after: venueValues(venue) };
      await recordAudit(tx, ctx, { organizerId, action, objectId: id, ...values, detail: { name: data.name } });
      return venueViewOf(venue);
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw isTaken ? new Refusal("VENUE_NAME_TAKEN") : error;
  }
}

async function lockVenue(tx: Tx, id: string) {
  await tx.$executeRaw`SELECT 1 FROM venue WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.venue.findUnique({ where: { id } });
}

/** The public pages that name a venue. */
async function renewPages(tx: Tx, venueId: string): Promise<void> {
  const onShow = { status: { not: "draft" as const }, performances: { some: { venueId } } };
  const events = await tx.event.findMany({ where: onShow, select: { id: true, slug: true } });
  for (const { id, slug } of events) await tellChange(tx, { eventId: id, slug });
}
