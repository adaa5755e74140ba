import type { Tx } from "@usher/db";
import { availabilityKeys, cursorsKey, rebuildAvailability } from "../availability/index.ts";
import { writeExchangeRates } from "../catalog/exchange-rates.ts";
import { BACKGROUND, enqueue } from "../kernel/jobs.ts";
import { HOUSE } from "../ledger/index.ts";
import type { Services } from "../services.ts";
import { ensureGateSecrets, ensureSigningKey } from "../tickets/index.ts";
import { createDice } from "./dice.ts";
import { type Buyer, noRows, OrderDrawer, type OrderRows } from "./draw-orders.ts";
import { RATES_PER_EURO } from "./exchange-rates.ts";
import { FIRST_VENUES, VENUES_ABROAD } from "./houses/index.ts";
import { insertRows } from "./insert-rows.ts";
import { BUYERS, ORGANIZERS } from "./people.ts";
import { ORGANIZERS_ABROAD } from "./people-abroad.ts";
import { FIRST_PROGRAMME, PROGRAMME_ABROAD } from "./programme/index.ts";
import { chooseSold } from "./sell-seats.ts";
import { FIRST_DAY_SETTING, ROLLED_TO_SETTING, SEED_LOCK } from "./settings.ts";
import { writeExhibitions } from "./write-exhibitions.ts";
import { writeOffers } from "./write-offers.ts";
import { writePerformers } from "./write-performers.ts";
import {
  emptyWorld,
  type Round,
  type Sowing,
  today,
  type WrittenPerformance,
  writeAccounts,
  writeHouses,
  writePeople,
  writeProgramme,
} from "./write-programme.ts";

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  /** A role with the organizer, or "buyer". */
  readonly role: string;
  readonly organizer: string | null;
}

export interface SeedAnswer {
  /** The day from which the seed's dates count now, "2026-03-01". */
  readonly firstDay: string;
  /** false when the house was sown before and nothing was written. */
  readonly isNew: boolean;
  readonly accounts: readonly DemoAccount[];
}

const LONGEST_MS = 300_000;
/** Rows are kept until there are so many tickets, since one statement for many costs far less than many for few. */
const TICKETS_A_WRITE = 2_000;
/** How many maps are built side by side: each waits for PostgreSQL and Redis most of its time. */
const MAPS_AT_ONCE = 4;

const ROUNDS: readonly Round[] = [
  { seed: 20_260_301, organizers: ORGANIZERS, buyers: BUYERS, venues: FIRST_VENUES, programme: FIRST_PROGRAMME },
  {
    seed: 20_260_302,
    organizers: ORGANIZERS_ABROAD,
    buyers: [],
    venues: VENUES_ABROAD,
    programme: PROGRAMME_ABROAD,
  },
];

const SEED_OF_OFFERS = 20_260_303;

/**
 * Fills an empty house with organizers all over the world, their programme and what has been sold of it, once: a house
 * that was sown keeps what it has. The same first day gives the same rows with the same ids. All of it is one transaction, so that an
 * interrupted seed leaves nothing; keys and maps, which are not facts, are made afterwards.
 */
export async function seedDatabase(services: Services, { firstDay }: { firstDay?: string } = {}): Promise<SeedAnswer> {
  const wanted = firstDay ?? today(services);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(wanted)) throw new Error(`"${wanted}" is not a day such as 2026-03-01`);
  const sown = await services.db.$transaction((tx) => sow(tx, wanted), { timeout: LONGEST_MS, maxWait: LONGEST_MS });
  await finish(services);
  return { ...sown, accounts: await demoAccounts(services) };
}

async function sow(tx: Tx, firstDay: string): Promise<{ firstDay: string; isNew: boolean }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
  const names = [ROLLED_TO_SETTING, FIRST_DAY_SETTING];
  const settings = await tx.setting.findMany({ where: { name: { in: names } } });
  const known = names.flatMap((name) => settings.find((row) => row.name === name) ?? [])[0];
  if (known) return { firstDay: String(known.value), isNew: false };
  // Some statements write thousands of rows, and drawing them takes a while on a slow machine.
  await tx.$executeRawUnsafe("SET LOCAL statement_timeout = 0");
  await tx.$executeRawUnsafe("SET LOCAL idle_in_transaction_session_timeout = 0");
  const facts = { tx, firstDay, firstMs: Date.parse(`${firstDay}T00:00:00Z`) };
  const world = emptyWorld();
  let drawer: OrderDrawer | undefined;
  let dice = createDice(0);
  let abroad: readonly WrittenPerformance[] = [];
  for (const round of ROUNDS) {
    dice = createDice(round.seed);
    const sowing: Sowing = { ...facts, dice };
    const buyers = await writePeople(sowing, round, world);
    await writeHouses(sowing, round, world);
    const performances = await writeProgramme(sowing, round, world);
    drawer = new OrderDrawer(dice, await writeAccounts(sowing, performances, world, HOUSE), drawer);
    await sellAll(sowing, { drawer, buyers, performances });
    abroad = performances;
  }
  // After everything that chance drew before there were any, so that nothing of it becomes another.
  await writeOffers({ ...facts, dice: createDice(SEED_OF_OFFERS) }, abroad);
  await writePerformers({ ...facts, dice }, world.events);
  await writeExhibitions({ ...facts, dice }, world.events);
  await writeExchangeRates(tx, { asOf: firstDay, perEuro: { ...RATES_PER_EURO } });
  await drawPosters(tx);
  await tx.setting.create({ data: { name: FIRST_DAY_SETTING, value: firstDay } });
  return { firstDay, isNew: true };
}

async function sellAll(
  { tx, dice }: Sowing,
  sale: { drawer: OrderDrawer; buyers: readonly Buyer[]; performances: readonly WrittenPerformance[] },
): Promise<void> {
  let rows = noRows();
  for (const performance of sale.performances) {
    const { plan, geometry, ticketLimit } = performance;
    if (plan.soldShare === 0) continue;
    const parties = chooseSold(geometry, plan.soldShare, ticketLimit, dice);
    const buyers = plan.hasDemoOrders ? [...sale.buyers] : [];
    for (const party of parties)
      sale.drawer.draw(rows, performance, party, party.length === 2 ? buyers.pop() : undefined);
    if (rows.ticket.length < TICKETS_A_WRITE) continue;
    await writeRows(tx, rows);
    rows = noRows();
  }
  await writeRows(tx, rows);
}

async function writeRows(tx: Tx, rows: OrderRows): Promise<void> {
  const inOrder = ["order", "order_line", "payment_attempt", "payment", "ticket", "seat_state"] as const;
  for (const table of [...inOrder, "ledger_transaction", "ledger_entry"] as const)
    await insertRows(tx, table, rows[table]);
}

/** In the order in which they are seen: the soonest first. */
async function drawPosters(tx: Tx): Promise<void> {
  const events = await tx.$queryRaw<{ seed: number }[]>`
    SELECT e.poster_seed AS seed FROM event e JOIN performance p ON p.event_id = e.id
    WHERE e.status = 'published' GROUP BY e.id ORDER BY min(p.starts_at), e.id`;
  for (const { seed } of events) await enqueue(tx, "catalog.drawPoster", { seed }, { queue: BACKGROUND });
}

/** What is made from facts: the key that signs, the gates' secrets, and the maps of performances that have none yet. */
async function finish(services: Services): Promise<void> {
  await ensureSigningKey(services);
  const unbuilt = await services.db.performance.findMany({
    where: { status: "published", epoch: 0 },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const ids = unbuilt.map(({ id }) => id).values();
  // All take from one list of ids, so that a large house holds up one of them only.
  const buildRest = async () => {
    for (const id of ids) await buildMap(services, id);
  };
  await Promise.all(Array.from({ length: MAPS_AT_ONCE }, buildRest));
}

async function buildMap(services: Services, id: string): Promise<void> {
  await ensureGateSecrets(services, id);
  // The same seed gives the same ids: what a Redis that outlived its database still says about them is not true now.
  await services.redis.client.del(...availabilityKeys(services.redis, id), cursorsKey(services.redis, id));
  await rebuildAvailability(services, id, "seed");
}

/** Those of the demonstration who are here: a house that was sown long ago lacks organizers that came to the seed later. */
async function demoAccounts({ db }: Services): Promise<DemoAccount[]> {
  const staff = [...ORGANIZERS, ...ORGANIZERS_ABROAD].flatMap((organizer) =>
    organizer.staff.map(({ name, email, role }) => ({ name, email, role, organizer: organizer.name })),
  );
  const everybody = [...staff, ...BUYERS.map(({ name, email }) => ({ name, email, role: "buyer", organizer: null }))];
  const emails = everybody.map(({ email }) => email);
  const rows = await db.person.findMany({ where: { email: { in: emails } }, select: { email: true } });
  const here = new Set(rows.map(({ email }) => email));
  return everybody.filter(({ email }) => here.has(email));
}
