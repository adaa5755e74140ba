import type { Prisma, Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { movedAlong } from "../kernel/local-time.ts";
import type { RequestContext } from "../services.ts";
import { copyPerformances, type Template, templateParts } from "./copy-performances.ts";
import { eventValues } from "./history-values.ts";
import type { copyEventInput, OfficeEventView } from "./office.schema.ts";
import { EDITORS, officeEvent, requireEvent } from "./office-events.ts";
import { refusePublish } from "./performance-rules.ts";
import { freeSlug, slugOf } from "./slug.ts";

const parts = {
  performers: true,
  agenda: true,
  exhibitors: true,
  performances: {
    where: { status: { not: "cancelled" } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    include: templateParts,
  },
} as const satisfies Prisma.EventInclude;

/**
 * A new draft like an event, under another title: its words, who plays, exhibitors; and with `startsAt` its performances and its agenda, the first
 * performance then and the others as far after it as they were, prices and all. One copy a request key. Refuses NOT_FOUND, NOT_YOURS, and PUBLISH_REFUSED for a
 * beginning that is past or that there is nothing for; REQUEST_REUSED for an id that something else has.
 */
export async function copyEvent(
  ctx: RequestContext,
  { eventId, copyId, title, startsAt }: z.output<typeof copyEventInput>,
): Promise<OfficeEventView> {
  const { organizerId } = await requireEvent(ctx, eventId, EDITORS);
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR UPDATE`;
    const known = await tx.event.findUnique({ where: { id: copyId }, select: { organizerId: true } });
    // Made by this request before, whose answer was lost.
    if (known?.organizerId === organizerId) return;
    if (known) throw new Refusal("REQUEST_REUSED");
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId }, include: parts });
    const { kind, genre, subtitle, description, competition, translations, posterSeed } = event;
    const slug = await freeSlug(tx, slugOf(title, kind), copyId);
    const words = {
      title,
      subtitle,
      description,
      competition,
      translations: wordsUnder(translations, title === event.title),
    };
    await tx.event.create({ data: { id: copyId, organizerId, slug, kind, genre, posterSeed, ...words } });
    await tx.eventPerformer.createMany({ data: event.performers.map((one) => ({ ...one, eventId: copyId })) });
    await tx.exhibitor.createMany({
      data: event.exhibitors.map((one) => ({
        ...one,
        id: newId(),
        eventId: copyId,
        translations: one.translations ?? {},
      })),
    });
    if (startsAt) await copyTimes(tx, ctx, { ...event, copyId }, new Date(startsAt));
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "event.copy", objectId: copyId },
      after: await eventValues(tx, copyId),
      detail: { name: title, from: event.title },
    });
  });
  return officeEvent(ctx, copyId);
}

/** Under another title the translated one would be that of another event. */
function wordsUnder(translations: unknown, isSameTitle: boolean): Prisma.InputJsonValue {
  const known = (translations ?? {}) as { zh?: Record<string, string> };
  if (isSameTitle || !known.zh) return known;
  return { ...known, zh: { ...known.zh, title: "" } };
}

interface Original {
  readonly copyId: string;
  readonly performances: readonly Template[];
  readonly agenda: Prisma.EventGetPayload<{ include: typeof parts }>["agenda"];
}

async function copyTimes(
  tx: Tx,
  ctx: RequestContext,
  { copyId, performances, agenda }: Original,
  to: Date,
): Promise<void> {
  const [first] = performances;
  if (!first) throw refusePublish("nothingToCopy");
  if (to <= ctx.clock.now()) throw refusePublish("inPast");
  const { timeZone } = first.venue;
  const move = (at: Date) => movedAlong(at, { from: first.startsAt, to }, timeZone);
  await copyPerformances(
    tx,
    performances.map((template) => ({
      ...{ template, eventId: copyId, saleStart: "along" as const },
      startsAt: template === first ? to : move(template.startsAt),
    })),
  );
  await tx.agendaItem.createMany({
    data: agenda.map(({ startsAt, endsAt, translations, ...item }) => ({
      ...{ ...item, id: newId(), eventId: copyId, startsAt: move(startsAt), endsAt: endsAt && move(endsAt) },
      translations: translations ?? {},
    })),
  });
}
