import type { Tx } from "@usher/db";
import { availabilityKeys, cursorsKey, rebuildAvailability } from "../availability/index.ts";
import { HOUSE } from "../ledger/index.ts";
import type { Services } from "../services.ts";
import { ensureGateSecrets, ensureSigningKey } from "../tickets/index.ts";
import { createDice } from "./dice.ts";
import { noRows, OrderDrawer, type OrderRows } from "./draw-orders.ts";
import { insertRows } from "./insert-rows.ts";
import { BUYERS, ORGANIZERS } from "./people.ts";
import { chooseSold } from "./sell-seats.ts";
import {
  type Sowing,
  today,
  type WrittenPeople,
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
  /** The day from which every date of the seed is counted, "2026-03-01". */
  readonly firstDay: string;
  /** false when the house was sown before and nothing was written. */
  readonly isNew: boolean;
  readonly accounts: readonly DemoAccount[];
}

const SETTING = "seed.firstDay";
const SEED = 20_260_301;
const LOCK = 72_540_001;
const LONGEST_MS = 180_000;

/**
 * Fills an empty house with two organizers, their programme and what has been sold of it, once: a house that was sown
 * keeps what it has. The same first day gives the same rows with the same ids. All of it is one transaction, so that an
 * interrupted seed leaves nothing; keys and maps, which are not facts, are made afterwards.
 */
export async function seedDatabase(services: Services, { firstDay }: { firstDay?: string } = {}): Promise<SeedAnswer> {
  const wanted = firstDay ?? today(services);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(wanted)) throw new Error(`"${wanted}" is not a day such as 2026-03-01`);
  const sown = await services.db.$transaction((tx) => sow(tx, wanted), { timeout: LONGEST_MS, maxWait: LONGEST_MS });
  await finish(services);
  return { ...sown, accounts: demoAccounts() };
}

async function sow(tx: Tx, firstDay: string): Promise<{ firstDay: string; isNew: boolean }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  const known = await tx.setting.findUnique({ where: { name: SETTING } });
  if (known) return { firstDay: String(known.value), isNew: false };
  // Some statements write thousands of rows, and drawing them takes a while on a slow machine.
  await tx.$executeRawUnsafe("SET LOCAL statement_timeout = 0");
  await tx.$executeRawUnsafe("SET LOCAL idle_in_transaction_session_timeout = 0");
  const sowing: Sowing = { tx, firstDay, firstMs: Date.parse(`${firstDay}T00:00:00Z`), dice: createDice(SEED) };
  const people = await writePeople(sowing);
  const houses = await writeHouses(sowing, people);
  const performances = await writeProgramme(sowing, houses);
  await sellAll(sowing, people, performances);
  await tx.setting.create({ data: { name: SETTING, value: firstDay } });
  return { firstDay, isNew: true };
}

async function sellAll(
  sowing: Sowing,
  people: WrittenPeople,
  performances: readonly WrittenPerformance[],
): Promise<void> {
  const { tx, dice } = sowing;
  const drawer = new OrderDrawer(dice, await writeAccounts(sowing, performances, HOUSE));
  for (const performance of performances) {
    const { plan, geometry, ticketLimit } = performance;
    if (plan.soldShare === 0) continue;
    const rows = noRows();
    const parties = chooseSold(geometry, plan.soldShare, ticketLimit, dice);
    const buyers = plan.hasDemoOrders ? [...people.buyers] : [];
    for (const party of parties) drawer.draw(rows, performance, party, party.length === 2 ? buyers.pop() : undefined);
    await writeRows(tx, rows);
  }
}

async function writeRows(tx: Tx, rows: OrderRows): Promise<void> {
  const inOrder = ["order", "order_line", "payment_attempt", "payment", "ticket", "seat_state"] as const;
  for (const table of [...inOrder, "ledger_transaction", "ledger_entry"] as const)
    await insertRows(tx, table, rows[table]);
}

/** What is made from facts: the key that signs, the gates' secrets, and the maps of performances that have none yet. */
async function finish(services: Services): Promise<void> {
  await ensureSigningKey(services);
  const unbuilt = await services.db.performance.findMany({
    where: { status: "published", epoch: 0 },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of unbuilt) {
    await ensureGateSecrets(services, id);
    // The same seed gives the same ids: what a Redis that outlived its database still says about them is not true now.
    await services.redis.client.del(...availabilityKeys(services.redis, id), cursorsKey(services.redis, id));
    await rebuildAvailability(services, id, "seed");
  }
}

function demoAccounts(): DemoAccount[] {
  const staff = ORGANIZERS.flatMap((organizer) =>
    organizer.staff.map(({ name, email, role }) => ({ name, email, role, organizer: organizer.name })),
  );
  return [...staff, ...BUYERS.map(({ name, email }) => ({ name, email, role: "buyer", organizer: null }))];
}
