import type { Tx } from "@usher/db";
import { type ChartGeometry, type StoredRevision, storeChart } from "../seating/index.ts";
import type { Services } from "../services.ts";
import type { Dice } from "./dice.ts";
import type { SoldPerformance } from "./draw-orders.ts";
import { VENUES } from "./houses.ts";
import { insertRows } from "./insert-rows.ts";
import { localInstant } from "./local-time.ts";
import { BUYERS, ORGANIZERS } from "./people.ts";
import { PROGRAMME } from "./programme.ts";
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

export interface WrittenPeople {
  readonly organizerIds: ReadonlyMap<string, string>;
  readonly buyers: readonly { readonly personId: string; readonly email: string; readonly locale: string }[];
}

export async function writePeople({ tx, dice, firstMs }: Sowing): Promise<WrittenPeople> {
  const createdAt = new Date(firstMs - 90 * DAY_MS);
  const person = { id: () => dice.uuid(createdAt.getTime()), createdAt };
  const organizerIds = new Map<string, string>();
  for (const { key, slug, name, countryCode, staff } of ORGANIZERS) {
    const organizerId = person.id();
    organizerIds.set(key, organizerId);
    await tx.organizer.create({ data: { id: organizerId, slug, name, countryCode, verifiedAt: createdAt, createdAt } });
    const people = staff.map((one) => ({ ...one, id: person.id() }));
    await tx.person.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email, createdAt })) });
    const memberships = people.map(({ id, role }) => ({ organizerId, personId: id, role, createdAt }));
    await tx.membership.createMany({ data: memberships });
  }
  const buyers = BUYERS.map((buyer) => ({ ...buyer, personId: person.id() }));
  const rows = buyers.map(({ personId, name, email, locale }) => ({ id: personId, name, email, locale, createdAt }));
  await tx.person.createMany({ data: rows });
  return { organizerIds, buyers };
}

export interface WrittenHouse extends StoredRevision {
  readonly venueId: string;
  readonly organizerId: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly geometry: ChartGeometry;
}

export async function writeHouses(
  { tx, dice, firstMs }: Sowing,
  people: WrittenPeople,
): Promise<Map<string, WrittenHouse>> {
  const houses = new Map<string, WrittenHouse>();
  const makeId = () => dice.uuid(firstMs - 80 * DAY_MS);
  for (const { key, organizer, chartName, chart, ...venue } of VENUES) {
    const organizerId = people.organizerIds.get(organizer) ?? "";
    const venueId = makeId();
    await tx.venue.create({ data: { id: venueId, organizerId, ...venue } });
    const compiled = chart();
    const stored = await storeChart(tx, { organizerId, venueId, name: chartName }, compiled, makeId);
    const { countryCode, timeZone } = venue;
    houses.set(key, { ...stored, venueId, organizerId, countryCode, timeZone, geometry: compiled.geometry });
  }
  return houses;
}

export interface WrittenPerformance extends SoldPerformance {
  readonly plan: SeededPerformance;
  readonly ticketLimit: number;
}

/** Events, performances and prices. Returns the performances that are or were on sale. */
export async function writeProgramme(
  sowing: Sowing,
  houses: ReadonlyMap<string, WrittenHouse>,
): Promise<WrittenPerformance[]> {
  const { tx, dice, firstMs } = sowing;
  const written: WrittenPerformance[] = [];
  for (const event of PROGRAMME) {
    const house = houses.get(event.venue);
    if (!house) throw new Error(`The programme names ${event.venue}, which is no venue`);
    const eventId = dice.uuid(firstMs - 60 * DAY_MS);
    const status = event.isDraft ? "draft" : "published";
    const { slug, kind, posterSeed, english, chinese } = event;
    const { organizerId } = house;
    const createdAt = new Date(firstMs - 60 * DAY_MS);
    await tx.event.create({
      data: {
        id: eventId,
        organizerId,
        slug,
        kind,
        status,
        posterSeed,
        ...english,
        translations: { zh: { ...chinese } },
        createdAt,
      },
    });
    for (const plan of event.performances) {
      const performance = await writePerformance(sowing, house, { eventId, event, plan, status });
      if (!event.isDraft) written.push(performance);
    }
  }
  return written;
}

async function writePerformance(
  { tx, dice, firstDay, firstMs }: Sowing,
  house: WrittenHouse,
  {
    eventId,
    event,
    plan,
    status,
  }: { eventId: string; event: SeededEvent; plan: SeededPerformance; status: "draft" | "published" },
): Promise<WrittenPerformance> {
  const { organizerId, venueId, timeZone, geometry, revisionId, countryCode } = house;
  const id = dice.uuid(firstMs - 60 * DAY_MS);
  const startsAt = localInstant(firstDay, plan.day, plan.time, timeZone);
  const saleStartsAt = localInstant(firstDay, plan.saleOpensDay, "10:00", timeZone);
  const takesBack = event.kind !== "sport";
  await tx.performance.create({
    data: {
      id,
      organizerId,
      eventId,
      venueId,
      chartRevisionId: revisionId,
      status,
      startsAt,
      doorsAt: new Date(startsAt.getTime() - 3_600_000),
      endsAt: new Date(startsAt.getTime() + plan.minutes * 60_000),
      saleStartsAt,
      saleEndsAt: startsAt,
      currency: event.currency,
      seatCount: geometry.seatCount,
      ticketLimit: event.ticketLimit,
      refundUntil: takesBack ? new Date(startsAt.getTime() - 2 * DAY_MS) : null,
      refundFeeMinor: takesBack ? toStep(event.cheapestMinor * 0.05, event.stepMinor) : 0,
    },
  });
  const prices = pricesOf(event, geometry);
  const rows = prices.map((price) => ({
    id: dice.uuid(firstMs - 60 * DAY_MS),
    performance_id: id,
    organizer_id: organizerId,
    chart_category: price.chartCategory,
    name: price.name,
    tier: price.tier,
    face_minor: price.faceMinor,
    fee_minor: price.feeMinor,
    tax_rate_basis_points: price.taxRateBasisPoints,
  }));
  await insertRows(tx, "price_category", rows);
  const soldFromMs = saleStartsAt.getTime();
  // Nothing was sold in the last hour before the first day, so that no order lies ahead of anybody's clock.
  const soldUntilMs = Math.max(soldFromMs, firstMs - 3_600_000);
  const { currency, ticketLimit } = event;
  return {
    id,
    organizerId,
    currency,
    taxPlace: countryCode,
    geometry,
    prices,
    soldFromMs,
    soldUntilMs,
    plan,
    ticketLimit,
  };
}

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
  house: string,
): Promise<(code: string, ownerId: string | undefined, currency: string) => string> {
  const ids = new Map<string, { id: string; code: string; ownerId: string; currency: string }>();
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
      if (!ids.has(key)) ids.set(key, { id: dice.uuid(firstMs - 60 * DAY_MS), code, ownerId, currency });
    }
  }
  await tx.ledgerAccount.createMany({ data: [...ids.values()] });
  return (code, ownerId = house, currency) => {
    const account = ids.get(keyOf(code, ownerId, currency));
    if (!account) throw new Error(`No account ${code} in ${currency}`);
    return account.id;
  };
}

/** Days of the seed are days of UTC. */
export const today = (services: Services): string => services.clock.now().toISOString().slice(0, 10);
