import type { Prisma, Role } from "@usher/db";
import type { z } from "zod";
import { requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import {
  agendaItemViewOf,
  exhibitionParts,
  exhibitorViewOf,
  lineup,
  performanceParts,
  performanceViewOf,
  revisionOf,
} from "./catalog-views.ts";
import { chineseAgendaTexts, chineseExhibitorTexts, chineseTexts } from "./event-texts.ts";
import type { Genre } from "./genres.ts";
import { cellsIn } from "./performance-cells.ts";
import type { OfficeEventView, officeEventsView, organizerPageInput } from "./office.schema.ts";

/** Who may change what is sold. */
export const EDITORS: readonly Role[] = ["owner", "manager"];

/** An organizer's event, for somebody with one of these roles there. Refuses NOT_FOUND, NOT_SIGNED_IN and NOT_YOURS. */
export async function requireEvent(ctx: RequestContext, eventId: string, roles: readonly Role[]) {
  const event = await ctx.db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, event.organizerId, roles);
  return event;
}

/** An organizer's events, newest first, with how much of each performance is sold. */
export async function officeEvents(
  ctx: RequestContext,
  input: z.output<typeof organizerPageInput>,
): Promise<z.infer<typeof officeEventsView>> {
  const { organizerId, cursor, limit } = input;
  await requireRole(ctx, organizerId, STAFF);
  const rows = await ctx.db.event.findMany({
    where: { organizerId, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: {
      performances: {
        orderBy: [{ startsAt: "asc" }, { id: "asc" }],
        include: { venue: { select: { name: true, timeZone: true } } },
      },
    },
  });
  const shown = rows.slice(0, limit);
  const soldOf = await countSold(
    ctx,
    shown.flatMap((event) => event.performances.map(({ id }) => id)),
  );
  const events = shown.map(({ id, slug, title, kind, status, posterSeed, performances }) => ({
    id,
    slug,
    title,
    kind,
    status,
    posterSeed,
    performances: performances.map((performance) => ({
      id: performance.id,
      startsAt: performance.startsAt.toISOString(),
      venueName: performance.venue.name,
      timeZone: performance.venue.timeZone,
      status: performance.status,
      seatCount: performance.seatCount,
      soldCount: soldOf.get(performance.id) ?? 0,
    })),
  }));
  return { events, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

async function countSold(ctx: RequestContext, performanceIds: string[]): Promise<Map<string, number>> {
  const counted = await ctx.db.ticket.groupBy({
    by: ["performanceId"],
    where: { performanceId: { in: performanceIds }, status: "valid" },
    _count: true,
  });
  return new Map(counted.map((row) => [row.performanceId, row._count]));
}

/** One event with all that the office may change. Refuses NOT_FOUND and NOT_YOURS. */
export async function officeEvent(ctx: RequestContext, eventId: string): Promise<OfficeEventView> {
  const { organizerId } = await requireEvent(ctx, eventId, STAFF);
  const event = await ctx.db.event.findUniqueOrThrow({
    where: { id: eventId },
    include: {
      performers: lineup,
      ...exhibitionParts,
      performances: { orderBy: [{ startsAt: "asc" }, { id: "asc" }], include: performanceParts },
    },
  });
  const { id, slug, status, kind, title, subtitle, description, posterSeed } = event;
  return {
    id,
    organizerId,
    slug,
    status,
    kind,
    title,
    subtitle,
    description,
    posterSeed,
    genre: event.genre as Genre | null,
    competition: event.competition ?? "",
    performers: event.performers.map(({ performer }) => performer.name),
    agenda: event.agenda.map((item) => ({
      ...agendaItemViewOf(item),
      chinese: chineseAgendaTexts(item.translations),
    })),
    agendaRevision: revisionOf(event.agenda),
    exhibitorsRevision: revisionOf(event.exhibitors),
    exhibitors: event.exhibitors.map((exhibitor) => ({
      ...exhibitorViewOf(exhibitor),
      chinese: chineseExhibitorTexts(exhibitor.translations),
    })),
    chinese: chineseTexts(event.translations),
    revision: revisionOf(shownWords(event)),
    performances: event.performances.map((row) => {
      const { status, moreFrom } = performanceViewOf(row);
      const form = shownPerformance(row);
      return { ...form, status, moreFrom, revision: revisionOf(form) };
    }),
  };
}

type EventRow = Prisma.EventGetPayload<{ include: { performers: typeof lineup } }>;

/** What the office's form shows of an event. */
export function shownWords(event: EventRow) {
  const { kind, title, subtitle, description, posterSeed, genre, competition, translations, performers } = event;
  const names = performers.map(({ performer }) => performer.name);
  return [kind, title, subtitle, description, posterSeed, genre, competition, chineseTexts(translations), names];
}

type PerformanceRow = Prisma.PerformanceGetPayload<{ include: typeof performanceParts }>;

/** What the office's form shows of a performance: not its state, nor when more places come, which nobody writes there. */
export function shownPerformance(row: PerformanceRow) {
  const { status: _, moreFrom: __, ...view } = performanceViewOf(row);
  const taxOf = new Map(row.categories.map((category) => [category.id, category.taxRateBasisPoints]));
  const categories = view.categories.map((one) => ({ ...one, taxRateBasisPoints: taxOf.get(one.id) ?? 0 }));
  const chinese = cellsIn(row.cells, "zh");
  const cells = view.cells.map((cell, at) => ({
    ...cell,
    // What is not translated reads as it does in English.
    fromChinese: differing(chinese[at]?.fromName, cell.fromName),
    toChinese: differing(chinese[at]?.toName, cell.toName),
  }));
  const quotas = row.quotas.map(({ name, capacity, chartCategories }) => ({ name, capacity, chartCategories }));
  return { ...view, chartRevisionId: row.chartRevisionId, categories, quotas, cells };
}

const differing = (chinese: string | null | undefined, english: string | null) =>
  chinese && chinese !== english ? chinese : "";
