import type { Prisma, Tx } from "@usher/db";
import { openUntilOf } from "../catalog/index.ts";
import { type ChartGeometry, type StoredRevision, storeChart } from "../seating/index.ts";
import type { Services } from "../services.ts";
import type { Dice } from "./dice.ts";
import type { Buyer, SoldPerformance } from "./draw-orders.ts";
import type { SeededVenue } from "./houses/index.ts";
import { insertRows } from "./insert-rows.ts";
import { localInstant } from "../kernel/local-time.ts";
import type { SeededBuyer, SeededOrganizer } from "./people.ts";
import { COMPETITIONS } from "./programme/index.ts";
import { cellsOfPlan, sharesOf } from "./seeded-cells.ts";
import type { SeededEvent, SeededPerformance } from "./seeded-event.ts";

const DAY_MS = 86_400_000;
const FEE_SHARE = 0.08;

/** What all parts of the seed share: one chance, one first day, one transaction. */
export interface Sowing {
  readonly tx: Tx;
  readonly dice: Dice;
  /** "2026-03-01". */
  readonly firstDay: string;
  readonly firstMs: number;
}

/** Some of the world's houses with what they put on, drawn by chance of their own: a round more changes none before it. */
export interface Round {
  readonly seed: number;
  readonly organizers: readonly SeededOrganizer[];
  readonly buyers: readonly SeededBuyer[];
  readonly venues: readonly SeededVenue[];
  readonly programme: readonly SeededEvent[];
}

/** What stands already. Each round adds its own, and may use what those before it added. */
export interface World {
  /** By organizer's key. */
  readonly organizerIds: Map<string, string>;
  /** By venue's key. */
  readonly houses: Map<string, WrittenHouse>;
  readonly events: WrittenEvent[];
  /** Ledger account id by code, owner and currency. */
  readonly accountIds: Map<string, string>;
}

export const emptyWorld = (): World => ({
  organizerIds: new Map(),
  houses: new Map(),
  events: [],
  accountIds: new Map(),
});

/** When events and performances say they were made, in ms: their ids carry it. */
export const createdMsOf = (firstMs: number): number => firstMs - 60 * DAY_MS;

export interface WrittenEvent {
  readonly eventId: string;
  readonly organizerId: string;
  readonly event: SeededEvent;
  readonly timeZone: string;
}

/** Writes a round's organizers with their staff, and its buyers. Returns the buyers. */
export async function writePeople(
  { tx, dice, firstMs }: Sowing,
  { organizers, buyers }: Round,
  { organizerIds }: World,
): Promise<Buyer[]> {
  const createdAt = new Date(firstMs - 90 * DAY_MS);
  const person = { id: () => dice.uuid(createdAt.getTime()), createdAt };
  for (const { key, slug, name, countryCode, isUnverified, staff } of organizers) {
    const organizerId = person.id();
    organizerIds.set(key, organizerId);
    const verifiedAt = isUnverified ? null : createdAt;
    await tx.organizer.create({ data: { id: organizerId, slug, name, countryCode, verifiedAt, createdAt } });
    const people = staff.map((one) => ({ ...one, id: person.id() }));
    await tx.person.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email, createdAt })) });
    const memberships = people.map(({ id, role }) => ({ organizerId, personId: id, role, createdAt }));
    await tx.membership.createMany({ data: memberships });
  }
  const known = buyers.map((buyer) => ({ ...buyer, personId: person.id() }));
  const rows = known.map(({ personId, name, email, locale }) => ({ id: personId, name, email, locale, createdAt }));
  await tx.person.createMany({ data: rows });
  return known;
}

export interface WrittenHouse extends StoredRevision {
  readonly venueId: string;
  readonly organizerId: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly geometry: ChartGeometry;
}

export async function writeHouses({ tx, dice, firstMs }: Sowing, { venues }: Round, world: World): Promise<void> {
  const makeId = () => dice.uuid(firstMs - 80 * DAY_MS);
  for (const { key, organizer, chartName, chart, chinese, ...venue } of venues) {
    const organizerId = world.organizerIds.get(organizer) ?? "";
    const venueId = makeId();
    await tx.venue.create({ data: { id: venueId, organizerId, ...venue, translations: { zh: { ...chinese } } } });
    const compiled = chart();
    const stored = await storeChart(tx, { organizerId, venueId, name: chartName }, compiled, makeId);
    const { countryCode, timeZone } = venue;
    world.houses.set(key, { ...stored, venueId, organizerId, countryCode, timeZone, geometry: compiled.geometry });
  }
}

export interface WrittenPerformance extends SoldPerformance {
  readonly plan: SeededPerformance;
  readonly ticketLimit: number;
}

/** Events, performances and prices. Returns the performances that are or were on sale. */
export async function writeProgramme(
  sowing: Sowing,
  { programme }: Round,
  { houses, events }: World,
): Promise<WrittenPerformance[]> {
  const { tx, dice, firstMs } = sowing;
  const createdAt = new Date(createdMsOf(firstMs));
  const rows: Prisma.EventCreateManyInput[] = [];
  const planned: PlannedPerformance[] = [];
  for (const event of programme) {
    const house = houses.get(event.venue);
    if (!house) throw new Error(`The programme names ${event.venue}, which is no venue`);
    const eventId = dice.uuid(createdAt.getTime());
    const { slug, kind, genre, posterSeed, english, chinese } = event;
    const { organizerId, timeZone } = house;
    const status = event.isDraft ? "draft" : "published";
    const facts = { id: eventId, organizerId, slug, kind, genre, status, posterSeed } as const;
    const competition = COMPETITIONS[slug];
    const translations = { zh: { ...chinese, ...(competition && { competition: competition.chinese }) } };
    rows.push({ ...facts, ...english, competition: competition?.english ?? null, translations, createdAt });
    events.push({ eventId, organizerId, event, timeZone });
    for (const plan of event.performances) planned.push(planPerformance(sowing, house, { eventId, event, plan }));
  }
  await tx.event.createMany({ data: rows });
  await tx.performance.createMany({ data: planned.map(({ row }) => row) });
  await tx.performanceCell.createMany({ data: planned.flatMap(({ cellRows }) => [...cellRows]) });
  const priceRows = planned.flatMap((one) => one.priceRows);
  await insertRows(tx, "price_category", priceRows);
  await insertRows(
    tx,
    "fare",
    planned.flatMap((one) => one.fareRows),
  );
  await insertRows(
    tx,
    "tariff",
    planned.flatMap((one) => one.tariffRows),
  );
  await insertRows(
    tx,
    "tariff_price",
    planned.flatMap((one) => one.tariffPriceRows),
  );
  return planned.filter(({ row }) => row.status === "published").map(({ performance }) => performance);
}

interface PlannedPerformance {
  readonly row: Prisma.PerformanceCreateManyInput;
  readonly cellRows: readonly Prisma.PerformanceCellCreateManyInput[];
  readonly priceRows: readonly Record<string, unknown>[];
  readonly fareRows: readonly Record<string, unknown>[];
  readonly tariffRows: readonly Record<string, unknown>[];
  readonly tariffPriceRows: readonly Record<string, unknown>[];
  readonly performance: WrittenPerformance;
}

function planPerformance(
  { dice, firstDay, firstMs }: Sowing,
  house: WrittenHouse,
  { eventId, event, plan }: { eventId: string; event: SeededEvent; plan: SeededPerformance },
): PlannedPerformance {
  const { organizerId, venueId, timeZone, geometry, revisionId, countryCode } = house;
  const { currency, ticketLimit } = event;
  const id = dice.uuid(createdMsOf(firstMs));
  const startsAt = localInstant(firstDay, plan.day, plan.time, timeZone);
  const saleStartsAt = localInstant(firstDay, plan.saleOpensDay, "10:00", timeZone);
  const takesBack = event.kind !== "sport";
  const cells = cellsOfPlan(event, plan, { firstDay, timeZone });
  const openUntil = openUntilOf(cells);
  const shares = sharesOf(cells);
  const prices = pricesOf(event, geometry).map((price) => ({
    ...price,
    fares: shares.map(({ from, to, share }) => ({
      from,
      to,
      faceMinor: toStep(price.faceMinor * share, event.stepMinor),
    })),
  }));
  const priced = prices.map((price) => ({ id: dice.uuid(firstMs - 60 * DAY_MS), ...price }));
  const hasTariffs = WITH_TARIFFS.has(event.genre ?? "") || event.kind === "exhibition" || event.kind === "transport";
  const tariffs = hasTariffs ? TARIFFS.map((tariff) => ({ id: dice.uuid(firstMs - 60 * DAY_MS), ...tariff })) : [];
  const soldFromMs = saleStartsAt.getTime();
  return {
    row: {
      id,
      organizerId,
      eventId,
      venueId,
      chartRevisionId: revisionId,
      status: event.isDraft ? "draft" : "published",
      startsAt,
      doorsAt: new Date(startsAt.getTime() - 3_600_000),
      endsAt: cells.at(-1)?.endsAt ?? new Date(startsAt.getTime() + plan.minutes * 60_000),
      openUntil,
      saleStartsAt,
      saleEndsAt: openUntil ?? startsAt,
      currency,
      seatCount: geometry.seatCount,
      cellCount: Math.max(1, cells.length),
      ticketLimit,
      // Who travels alone sits where they like.
      allowsSingles: event.kind === "transport",
      refundUntil: takesBack ? new Date(startsAt.getTime() - 2 * DAY_MS) : null,
      refundFeeMinor: takesBack ? toStep(event.cheapestMinor * 0.05, event.stepMinor) : 0,
    },
    cellRows: cells.map(({ translations, ...cell }, position) => ({
      ...cell,
      performanceId: id,
      organizerId,
      position,
      translations: translations as Prisma.InputJsonObject,
    })),
    fareRows: priced.flatMap((price) =>
      price.fares.map(({ from, to, faceMinor }) => ({
        category_id: price.id,
        from_cell: from,
        to_cell: to,
        face_minor: faceMinor,
      })),
    ),
    priceRows: priced.map((price) => ({
      id: price.id,
      performance_id: id,
      organizer_id: organizerId,
      chart_category: price.chartCategory,
      name: price.name,
      tier: price.tier,
      face_minor: price.faceMinor,
      fee_minor: price.feeMinor,
      tax_rate_basis_points: price.taxRateBasisPoints,
    })),
    tariffRows: tariffs.map(({ id: tariffId, name }, position) => ({
      id: tariffId,
      performance_id: id,
      organizer_id: organizerId,
      name,
      position,
    })),
    tariffPriceRows: tariffs.flatMap(({ id: tariffId, share }) =>
      priced.map((price) => ({
        tariff_id: tariffId,
        category_id: price.id,
        face_minor: toStep(price.faceMinor * share, event.stepMinor),
      })),
    ),
    performance: {
      id,
      organizerId,
      currency,
      taxPlace: countryCode,
      geometry,
      prices,
      cellCount: Math.max(1, cells.length),
      soldFromMs,
      // Nothing was sold in the last hour before the first day, so that no order lies ahead of anybody's clock.
      soldUntilMs: Math.max(soldFromMs, firstMs - 3_600_000),
      plan,
      ticketLimit,
    },
  };
}

/** Where families and students go, houses have prices for them. */
const WITH_TARIFFS: ReadonlySet<string> = new Set(["theatre", "family", "musical", "opera", "classical"]);
/** Names, and shares of the face price. */
const TARIFFS = [
  { name: "Child", share: 0.5 },
  { name: "Reduced", share: 0.75 },
] as const;

const toStep = (amountMinor: number, stepMinor: number) =>
  Math.max(stepMinor, Math.round(amountMinor / stepMinor) * stepMinor);

/** Prices fall evenly from the first category of the chart to its last. */
function pricesOf(event: SeededEvent, { categories }: ChartGeometry) {
  const steps = Math.max(1, categories.length - 1);
  return categories.map((name, chartCategory) => {
    const share = chartCategory / steps;
    const priceMinor = toStep(event.dearestMinor + (event.cheapestMinor - event.dearestMinor) * share, event.stepMinor);
    const feeMinor = toStep(priceMinor * FEE_SHARE, event.stepMinor);
    const tier = 1 + Math.round(share * 4);
    return {
      chartCategory,
      name,
      tier,
      faceMinor: priceMinor - feeMinor,
      feeMinor,
      taxRateBasisPoints: event.taxRateBasisPoints,
    };
  });
}

/** Where money is or is owed for these performances, made before the first sale. Returns each account's id by its key. */
export async function writeAccounts(
  { tx, dice, firstMs }: Sowing,
  performances: readonly SoldPerformance[],
  { accountIds }: World,
  house: string,
): Promise<(code: string, ownerId: string | undefined, currency: string) => string> {
  const rows: { id: string; code: string; ownerId: string; currency: string }[] = [];
  const keyOf = (code: string, ownerId: string, currency: string) => `${code} ${ownerId} ${currency}`;
  for (const { organizerId, currency } of performances) {
    const owned = [
      ["providerBalance", house],
      ["organizerPayable", organizerId],
      ["feeRevenue", house],
      ["feeTaxPayable", house],
    ] as const;
    for (const [code, ownerId] of owned) {
      const key = keyOf(code, ownerId, currency);
      if (accountIds.has(key)) continue;
      const id = dice.uuid(firstMs - 60 * DAY_MS);
      accountIds.set(key, id);
      rows.push({ id, code, ownerId, currency });
    }
  }
  await tx.ledgerAccount.createMany({ data: rows });
  return (code, ownerId = house, currency) => {
    const id = accountIds.get(keyOf(code, ownerId, currency));
    if (!id) throw new Error(`No account ${code} in ${currency}`);
    return id;
  };
}

/** Days of the seed are days of UTC. */
export const today = (services: Services): string => services.clock.now().toISOString().slice(0, 10);
