import { createHash } from "node:crypto";
import { Refusal } from "../errors.ts";
import type { Prisma } from "@usher/db";
import type {
  AgendaItemView,
  CategoryView,
  CellView,
  EventView,
  ExhibitorView,
  PerformanceView,
  VenueView,
} from "./catalog.schema.ts";
import { agendaTextsIn, exhibitorTextsIn, type Locale, performerNameIn, placeIn, textsIn } from "./event-texts.ts";
import { fareOfRow } from "./fares.ts";
import { cellsIn } from "./performance-cells.ts";

/** What has to be read with a performance to show it. */
export const performanceParts = {
  venue: true,
  chartRevision: { select: { geometryHash: true } },
  categories: {
    orderBy: { chartCategory: "asc" },
    include: { fares: { orderBy: [{ fromCell: "asc" }, { toCell: "asc" }] } },
  },
  cells: { orderBy: { position: "asc" } },
  tariffs: { orderBy: { position: "asc" }, include: { prices: { orderBy: { categoryId: "asc" } } } },
  quotas: { orderBy: { id: "asc" } },
  releases: { where: { openedAt: null, opensAt: { not: null } }, orderBy: { opensAt: "asc" }, take: 1 },
} satisfies Prisma.PerformanceInclude;

/** Who plays, in order. */
export const lineup = {
  orderBy: { position: "asc" },
  include: { performer: true },
} satisfies Prisma.Event$performersArgs;

export type PerformanceRow = Prisma.PerformanceGetPayload<{ include: typeof performanceParts }>;
export type EventRow = Prisma.EventGetPayload<{ include: { organizer: true } }>;
type VenueRow = PerformanceRow["venue"];
type CategoryRow = PerformanceRow["categories"][number];

export function venueViewOf(venue: VenueRow, locale: Locale = "en"): VenueView {
  const { id, countryCode, timeZone, address } = venue;
  return { id, ...placeIn(venue, locale), countryCode, timeZone, address };
}

/** A category with what a seat of it costs in total: the price that is shown is the price that is paid. */
export function categoryViewOf(category: CategoryRow): CategoryView {
  const { id, chartCategory, name, tier, faceMinor, feeMinor } = category;
  const fares = category.fares.map(fareOfRow).map((fare) => ({ ...fare, priceMinor: fare.faceMinor + feeMinor }));
  return { id, chartCategory, name, tier, priceMinor: faceMinor + feeMinor, faceMinor, feeMinor, fares };
}

function tariffViewOf(
  { id, name, prices, saleStartsAt, saleEndsAt, capacity }: PerformanceRow["tariffs"][number],
  categories: readonly CategoryRow[],
): PerformanceView["tariffs"][number] {
  const shown = categories.flatMap(({ id: categoryId, chartCategory, feeMinor }) => {
    const price = prices.find((one) => one.categoryId === categoryId);
    return price ? [{ chartCategory, faceMinor: price.faceMinor, priceMinor: price.faceMinor + feeMinor }] : [];
  });
  const window = { saleStartsAt: saleStartsAt?.toISOString() ?? null, saleEndsAt: saleEndsAt?.toISOString() ?? null };
  return { id, name, ...window, capacity, prices: shown };
}

export function performanceViewOf(row: PerformanceRow, locale: Locale = "en"): PerformanceView {
  return {
    id: row.id,
    startsAt: row.startsAt.toISOString(),
    doorsAt: row.doorsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    saleStartsAt: row.saleStartsAt.toISOString(),
    saleEndsAt: row.saleEndsAt.toISOString(),
    status: row.status,
    currency: row.currency,
    seatCount: row.seatCount,
    ticketLimit: row.ticketLimit,
    allowsSingles: row.allowsSingles,
    refundUntil: row.refundUntil?.toISOString() ?? null,
    refundFeeMinor: row.refundFeeMinor,
    geometryHash: row.chartRevision.geometryHash,
    cells: cellViewsOf(row.cells, locale),
    venue: venueViewOf(row.venue, locale),
    categories: row.categories.map(categoryViewOf),
    tariffs: row.tariffs.map((tariff) => tariffViewOf(tariff, row.categories)),
    quotas: row.quotas.map(({ capacity, chartCategories }) => ({ capacity, chartCategories })),
    moreFrom: row.releases[0]?.opensAt?.toISOString() ?? null,
  };
}

/** Legs or days in order, in the reader's language. */
export function cellViewsOf(rows: Parameters<typeof cellsIn>[0], locale: Locale): CellView[] {
  return cellsIn(rows, locale).map(({ startsAt, endsAt, ...stops }) => {
    return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), ...stops };
  });
}

/** Who plays, in the reader's language. */
export function performersOf(
  performers: readonly Prisma.EventPerformerGetPayload<{ include: { performer: true } }>[],
  locale: Locale,
): EventView["performers"] {
  return performers.map(({ performer }) => {
    const { slug, kind } = performer;
    return { slug, kind, name: performerNameIn(performer, locale) };
  });
}

/** What happens at an event, and who shows something there. */
export const exhibitionParts = {
  agenda: { orderBy: [{ startsAt: "asc" }, { position: "asc" }] },
  exhibitors: { orderBy: { position: "asc" } },
} satisfies Prisma.EventInclude;

type ExhibitionRow = Prisma.EventGetPayload<{ include: typeof exhibitionParts }>;
type AgendaRow = ExhibitionRow["agenda"][number];
type ExhibitorRow = ExhibitionRow["exhibitors"][number];

/** Names what the office was shown as it stands: another one for any change to it. */
export function revisionOf(shown: unknown): string {
  return createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 16);
}

/** Refuses CHANGED_MEANWHILE where what is written is not what was read. */
export function requireAsRead(shown: unknown, revision: string): void {
  if (revisionOf(shown) !== revision) throw new Refusal("CHANGED_MEANWHILE");
}

export function agendaItemViewOf(item: AgendaRow, locale: Locale = "en"): AgendaItemView {
  const { id, startsAt, endsAt } = item;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
  return { id, ...times, ...agendaTextsIn(item, locale) };
}

export function exhibitorViewOf(exhibitor: ExhibitorRow, locale: Locale = "en"): ExhibitorView {
  const { id, stand, url } = exhibitor;
  return { id, stand, url, ...exhibitorTextsIn(exhibitor, locale) };
}

/** What every picture of an event shares, in the reader's language. */
export function eventBaseOf(event: EventRow, locale: Locale) {
  const { title, subtitle, description } = textsIn(event, locale);
  const base = {
    id: event.id,
    slug: event.slug,
    kind: event.kind,
    status: event.status,
    posterSeed: event.posterSeed,
    organizer: { name: event.organizer.name, verified: event.organizer.verifiedAt !== null },
    title,
    subtitle,
  };
  return { base, description };
}
