import type { Tx } from "@usher/db";
import { type AuditValues, auditValues } from "../accounts/index.ts";

/** What history keeps of an event: what its form says, and who appears. */
export async function eventValues(tx: Tx, eventId: string): Promise<AuditValues> {
  const event = await tx.event.findUniqueOrThrow({
    where: { id: eventId },
    include: { performers: { orderBy: { position: "asc" }, select: { performer: { select: { name: true } } } } },
  });
  const { title, subtitle, description, kind, genre, competition, posterSeed, slug, translations } = event;
  const performers = event.performers.map(({ performer }) => performer.name);
  return auditValues({
    ...{ title, subtitle, description, kind, genre, competition, performers, posterSeed, slug },
    chinese: chineseOf(translations),
  });
}

/** What history keeps of a performance: what its form says, prices and all, and where it is. */
export async function performanceValues(tx: Tx, performanceId: string): Promise<AuditValues> {
  const byPlace = { orderBy: { position: "asc" } } as const;
  const performance = await tx.performance.findUniqueOrThrow({
    where: { id: performanceId },
    include: {
      venue: { select: { name: true } },
      chartRevision: { select: { number: true, chart: { select: { name: true } } } },
      cells: byPlace,
      categories: {
        orderBy: { chartCategory: "asc" },
        include: { fares: { orderBy: [{ fromCell: "asc" }, { toCell: "asc" }] } },
      },
      tariffs: { ...byPlace, include: { prices: { include: { category: { select: { name: true } } } } } },
      quotas: { orderBy: { name: "asc" } },
    },
  });
  const { venue, chartRevision, cells, categories, tariffs, quotas } = performance;
  const { startsAt, doorsAt, endsAt, saleStartsAt, saleEndsAt, currency, refundUntil } = performance;
  const { seatCount, ticketLimit, allowsSingles, refundFeeMinor } = performance;
  return auditValues({
    ...{ startsAt, doorsAt, endsAt, saleStartsAt, saleEndsAt, currency, refundUntil, refundFeeMinor },
    ...{ seatCount, ticketLimit, allowsSingles },
    venue: venue.name,
    chart: chartRevision.chart.name,
    chartRevision: chartRevision.number,
    cells: cells.map(({ translations, ...cell }) => ({
      ...{ startsAt: cell.startsAt, endsAt: cell.endsAt, fromName: cell.fromName, toName: cell.toName },
      chinese: chineseOf(translations),
    })),
    categories: categories.map(({ name, tier, faceMinor, feeMinor, taxRateBasisPoints, fares }) => ({
      ...{ name, tier, faceMinor, feeMinor, taxRateBasisPoints },
      fares: fares.map((fare) => ({ name: `${fare.fromCell + 1}–${fare.toCell}`, faceMinor: fare.faceMinor })),
    })),
    tariffs: tariffs.map(({ name, saleStartsAt, saleEndsAt, capacity, prices }) => ({
      ...{ name, saleStartsAt, saleEndsAt, capacity },
      prices: prices.map(({ category, faceMinor }) => ({ name: category.name, faceMinor })),
    })),
    quotas: quotas.map(({ name, capacity, chartCategories }) => ({ name, capacity, chartCategories })),
  });
}

/** What history keeps of a fair's programme. */
export function agendaValues(
  items: readonly {
    readonly startsAt: Date;
    readonly endsAt: Date | null;
    readonly title: string;
    readonly place: string;
    readonly speaker: string;
    readonly translations: unknown;
  }[],
): AuditValues {
  const agenda = items.map(({ title: name, startsAt, endsAt, place, speaker, translations }) => {
    return { name, startsAt, endsAt, place, speaker, chinese: chineseOf(translations) };
  });
  return auditValues({ agenda });
}

/** What history keeps of those who show something at a fair. */
export function exhibitorValues(
  rows: readonly {
    readonly name: string;
    readonly stand: string;
    readonly summary: string;
    readonly url: string | null;
    readonly translations: unknown;
  }[],
): AuditValues {
  const exhibitors = rows.map(({ name, stand, summary, url, translations }) => {
    return { name, stand, summary, url, chinese: chineseOf(translations) };
  });
  return auditValues({ exhibitors });
}

/** What history keeps of a venue. */
export function venueValues(venue: {
  readonly name: string;
  readonly city: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly address: string;
}): AuditValues {
  const { name, city, countryCode, timeZone, address } = venue;
  return auditValues({ name, city, countryCode, timeZone, address });
}

/** Chinese words, which may be called `name` without naming what they belong to. */
function chineseOf(translations: unknown): unknown {
  return (translations as { zh?: unknown } | null)?.zh ?? null;
}
