import { cellsOf } from "../availability/index.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { ChartGeometry } from "../seating/index.ts";
import { seatAt } from "../seating/index.ts";
import { insertRows } from "./insert-rows.ts";
import { laterByDays } from "../kernel/local-time.ts";
import { createdMsOf, type Sowing, type WrittenPerformance } from "./write-programme.ts";

const MOST_OF_EACH = 8;
const NEARLY_FULL = 0.9;
const DAY_MS = 86_400_000;
/** A step that every currency can be charged in. */
const PRICE_STEP_MINOR = 10;

interface Planned {
  readonly performance: WrittenPerformance;
  readonly startsAt: Date;
  readonly saleStartsAt: Date;
  readonly timeZone: string;
}

/**
 * How organizers sell in steps, of a round that is sold already: prices for early birds where people stand, a rule on how many are let
 * in, places that are kept back for the door, and houses that are sold out until more places are released.
 */
export async function writeOffers(sowing: Sowing, performances: readonly WrittenPerformance[]): Promise<void> {
  const planned = await plannedAhead(sowing, performances);
  const soldTo = (least: number, most: number) =>
    planned.filter(({ performance: { plan } }) => plan.soldShare >= least && plan.soldShare < most);
  for (const one of soldTo(NEARLY_FULL, 1).slice(0, MOST_OF_EACH / 2)) await keepRest(sowing, one);
  const isStanding = ({ performance }: Planned) => performance.geometry.sections.some((section) => section.standing);
  const open = soldTo(0, NEARLY_FULL);
  const standing = open.filter(isStanding).slice(0, MOST_OF_EACH);
  await writeEarlyBirds(sowing, standing);
  await writeQuotas(sowing, standing.slice(0, MOST_OF_EACH / 2));
  const seated = open.filter((one) => !isStanding(one));
  for (const one of seated.slice(0, MOST_OF_EACH)) await keepForDoor(sowing, one);
}

/** Shows that are on sale and more than two weeks ahead, the soonest first. */
async function plannedAhead({ tx, firstMs }: Sowing, performances: readonly WrittenPerformance[]): Promise<Planned[]> {
  const byId = new Map(performances.map((performance) => [performance.id, performance]));
  const rows = await tx.performance.findMany({
    where: {
      id: { in: [...byId.keys()] },
      event: { kind: "show" },
      startsAt: { gt: new Date(firstMs + 14 * DAY_MS) },
      saleStartsAt: { lt: new Date(firstMs) },
    },
    select: { id: true, startsAt: true, saleStartsAt: true, venue: { select: { timeZone: true } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  return rows.flatMap(({ id, startsAt, saleStartsAt, venue }) => {
    const performance = byId.get(id);
    return performance ? [{ performance, startsAt, saleStartsAt, timeZone: venue.timeZone }] : [];
  });
}

/** A fifth off, until ten days before, for a fifth of the house. */
async function writeEarlyBirds({ tx, dice, firstMs }: Sowing, planned: readonly Planned[]): Promise<void> {
  for (const { performance, startsAt, timeZone } of planned) {
    const { id, organizerId, geometry } = performance;
    const tariffId = dice.uuid(createdMsOf(firstMs));
    const categories = await tx.priceCategory.findMany({ where: { performanceId: id } });
    const position = await tx.tariff.count({ where: { performanceId: id } });
    const tariff = { id: tariffId, performance_id: id, organizer_id: organizerId, name: "Early bird", position };
    const capacity = Math.ceil(geometry.seatCount / 5);
    const sale_ends_at = laterByDays(startsAt, -10, timeZone).toISOString();
    await insertRows(tx, "tariff", [{ ...tariff, capacity, sale_ends_at }]);
    const prices = categories.map((category) => ({
      tariff_id: tariffId,
      category_id: category.id,
      face_minor: Math.round((category.faceMinor * 0.8) / PRICE_STEP_MINOR) * PRICE_STEP_MINOR,
    }));
    await insertRows(tx, "tariff_price", prices);
  }
}

/** Nine in ten places are filled at most, wherever people stand or sit. */
async function writeQuotas({ tx, dice, firstMs }: Sowing, planned: readonly Planned[]): Promise<void> {
  const rows = planned.map(({ performance: { id, organizerId, geometry } }) => ({
    id: dice.uuid(createdMsOf(firstMs)),
    performanceId: id,
    organizerId,
    name: "Let in at most",
    capacity: Math.floor(geometry.seatCount * 0.9),
    chartCategories: geometry.categories.map((_, category) => category),
  }));
  await tx.quota.createMany({ data: rows });
}

/** All that is left is kept back: sold out, until three days before. */
async function keepRest(sowing: Sowing, planned: Planned): Promise<void> {
  const opensAt = laterByDays(planned.startsAt, -3, planned.timeZone);
  await keepBack(sowing, planned, { name: "Second release", opensAt, most: Number.POSITIVE_INFINITY });
}

const FOR_DOOR = 12;

async function keepForDoor(sowing: Sowing, planned: Planned): Promise<void> {
  await keepBack(sowing, planned, { name: "For the door", opensAt: null, most: FOR_DOOR });
}

/** Keeps the last free places back. */
async function keepBack(
  { tx, dice, firstMs }: Sowing,
  { performance }: Planned,
  release: { readonly name: string; readonly opensAt: Date | null; readonly most: number },
): Promise<void> {
  const { id: performanceId, organizerId, geometry, cellCount } = performance;
  const rows = await tx.seatState.findMany({ where: { performanceId }, select: { seatIndex: true } });
  const busy = new Set(rows.map(({ seatIndex }) => Math.floor(seatIndex / cellCount)));
  const free = placesOf(geometry).filter((place) => !busy.has(place));
  const kept = free.slice(-Math.min(free.length, release.most));
  if (kept.length === 0) return;
  const releaseId = dice.uuid(createdMsOf(firstMs));
  const { name, opensAt } = release;
  await tx.release.create({ data: { id: releaseId, performanceId, organizerId, name, opensAt } });
  const cells = cellsOf(kept, cellCount, { from: 0, to: cellCount });
  const states = cells.map((cell) => ({ performance_id: performanceId, seat_index: cell, state: 3, revision: 1 }));
  await insertRows(
    tx,
    "seat_state",
    states.map((row) => ({ ...row, release_id: releaseId })),
  );
  if (opensAt) await enqueue(tx, "releases.open", { releaseId }, { runAt: opensAt, key: `release:${releaseId}` });
}

const placesOf = (geometry: ChartGeometry): number[] =>
  Array.from({ length: geometry.seatCount }, (_, place) => place).filter((place) => seatAt(geometry, place));
