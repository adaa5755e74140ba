import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { availabilityKeys, readSnapshot } from "../availability/index.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { localInstant } from "./local-time.ts";
import { seedDatabase } from "./seed.ts";

const FIRST_DAY = "2031-03-10";
let one: TestServices;
let other: TestServices;

beforeAll(async () => {
  one = await createTestServices();
  other = await createTestServices();
  await seedDatabase(one.services, { firstDay: FIRST_DAY });
  await leaveStaleMap(other, await firstPerformance());
  await seedDatabase(other.services, { firstDay: FIRST_DAY });
}, 180_000);
afterAll(() => Promise.all([one?.close(), other?.close()]));

const firstPerformance = () =>
  one.services.db.performance.findFirstOrThrow({
    where: { event: { slug: "the-glass-orchard" } },
    orderBy: { startsAt: "asc" },
  });

/** What a Redis says that outlived an earlier database of the same seed. */
async function leaveStaleMap(
  { services: { redis } }: TestServices,
  { id, seatCount }: { id: string; seatCount: number },
) {
  const [seats = "", , version = "", epoch = ""] = availabilityKeys(redis, id);
  await redis.client.mset({ [seats]: "@".repeat(seatCount), [version]: 12, [epoch]: 9 });
}

/** A fingerprint of every row of a table, whatever the order. */
async function fingerprint({ services }: TestServices, table: string, columns = "*") {
  const [row] = await services.db.$queryRawUnsafe<{ print: string; rows: number }[]>(
    `SELECT count(*)::int AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM (SELECT ${columns} FROM "${table}") t`,
  );
  return row;
}

const count = async (sql: string) => {
  const [row] = await one.services.db.$queryRawUnsafe<{ wrong: number }[]>(
    `SELECT count(*)::int AS wrong FROM (${sql}) t`,
  );
  return row?.wrong;
};

describe("the demonstration", () => {
  test.each([
    ["person", "id, email"],
    ["membership", "organizer_id, person_id, role"],
    ["event", "id, slug, title"],
    ["performance", "id, starts_at, sale_starts_at, currency, seat_count"],
    ["price_category", "*"],
    ["chart_revision", "id, geometry_hash"],
    ["order", "id, code, email, total_minor, created_at"],
    ["ticket", "*"],
    ["ledger_entry", "*"],
  ])("has the same %s rows for the same first day, ids too", async (table, columns) => {
    const print = await fingerprint(one, table, columns);
    expect(print?.rows).toBeGreaterThan(0);
    expect(await fingerprint(other, table, columns)).toEqual(print);
  });

  test("is written once: a second run keeps the first day and changes nothing", async () => {
    const before = await fingerprint(one, "order");
    const again = await seedDatabase(one.services, { firstDay: "2032-01-01" });
    expect(again).toMatchObject({ firstDay: FIRST_DAY, isNew: false });
    expect(again.accounts.length).toBeGreaterThan(10);
    expect(await fingerprint(one, "order")).toEqual(before);
  });

  test.each([
    [
      "an order whose lines do not make its total",
      `SELECT o.id FROM "order" o JOIN order_line l ON l.order_id = o.id GROUP BY o.id HAVING sum(l.net_minor + l.tax_minor) <> o.total_minor`,
    ],
    [
      "an order without a payment of its total",
      `SELECT o.id FROM "order" o LEFT JOIN payment p ON p.order_id = o.id GROUP BY o.id HAVING coalesce(sum(p.amount_minor), 0) <> o.total_minor`,
    ],
    [
      "a currency whose accounts do not sum to zero",
      `SELECT a.currency FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id GROUP BY a.currency HAVING sum(e.amount_minor) <> 0`,
    ],
    [
      "a transaction that does not sum to zero",
      `SELECT transaction_id FROM ledger_entry GROUP BY transaction_id HAVING sum(amount_minor) <> 0`,
    ],
    [
      "a payment that is not in the ledger",
      `SELECT p.id FROM payment p LEFT JOIN ledger_transaction t ON t.source_key = 'payment:' || p.id WHERE t.id IS NULL`,
    ],
    [
      "a ticket whose seat is not sold to it",
      `SELECT t.id FROM ticket t LEFT JOIN seat_state s ON s.ticket_id = t.id WHERE s.state IS DISTINCT FROM 2 OR s.seat_index <> t.seat_index OR s.performance_id <> t.performance_id`,
    ],
    [
      "a sold seat without a ticket",
      `SELECT s.ticket_id FROM seat_state s LEFT JOIN ticket t ON t.id = s.ticket_id WHERE s.state = 2 AND t.id IS NULL`,
    ],
    [
      "a seat line without a ticket",
      `SELECT l.id FROM order_line l LEFT JOIN ticket t ON t.order_line_id = l.id WHERE l.kind = 'seat' AND t.id IS NULL`,
    ],
    [
      "a buyer with more tickets than the limit",
      `SELECT t.owner_email FROM ticket t JOIN performance p ON p.id = t.performance_id GROUP BY t.performance_id, t.owner_email, p.ticket_limit HAVING count(*) > p.ticket_limit`,
    ],
    [
      "an order from before the sale or after the first day",
      `SELECT o.id FROM "order" o JOIN ticket t ON t.order_id = o.id JOIN performance p ON p.id = t.performance_id WHERE o.created_at < p.sale_starts_at OR o.paid_at >= '${FIRST_DAY}'`,
    ],
    [
      "a dinar price that no card can pay",
      `SELECT c.id FROM price_category c JOIN performance p ON p.id = c.performance_id WHERE p.currency = 'KWD' AND (c.face_minor % 10 <> 0 OR c.fee_minor % 10 <> 0)`,
    ],
  ])("has not %s", async (_, sql) => {
    expect(await count(sql)).toBe(0);
  });

  test("has a house that is sold out, one nearly so, one that opens later, and one that nobody may see", async () => {
    const shares = await one.services.db.$queryRaw<{ slug: string; share: number; opens: boolean; status: string }[]>`
      SELECT e.slug, e.status::text, bool_or(p.sale_starts_at > ${FIRST_DAY}::date) AS opens,
        max((SELECT count(*) FROM seat_state s WHERE s.performance_id = p.id AND s.state = 2)::float / p.seat_count) AS share
      FROM event e JOIN performance p ON p.event_id = e.id GROUP BY e.id`;
    const of = (slug: string) => shares.find((row) => row.slug === slug);
    expect(of("low-tide-sessions")?.share).toBe(1);
    expect(of("northern-lights-choir")?.share).toBeGreaterThan(0.97);
    expect(of("northern-lights-choir")?.share).toBeLessThan(1);
    expect(of("fjallvinter")).toMatchObject({ share: 0, opens: true });
    expect(of("untitled-spring-show")?.status).toBe("draft");
    expect(shares.length).toBeGreaterThanOrEqual(12);
  });

  test("is on the map as it is in the books, whatever an older Redis still says", async () => {
    const performance = await firstPerformance();
    const sold = await one.services.db.seatState.count({ where: { performanceId: performance.id, state: 2 } });
    for (const { services } of [one, other]) {
      const { seats } = await readSnapshot(services, performance.id);
      expect(seats).toHaveLength(performance.seatCount);
      expect([...seats].filter((byte) => byte === "B")).toHaveLength(sold);
    }
  });

  test("gives each buyer with an account tickets to come", async () => {
    const tickets = await one.services.db.ticket.groupBy({
      by: ["personId"],
      where: { personId: { not: null } },
      _count: true,
    });
    expect(tickets.map((row) => row._count)).toEqual([4, 4]);
  });
});

test.each([
  ["2031-03-10", 0, "20:00", "Europe/Amsterdam", "2031-03-10T19:00:00.000Z"],
  ["2031-03-10", 30, "20:00", "Europe/Amsterdam", "2031-04-09T18:00:00.000Z"],
  ["2031-03-10", 0, "08:30", "Asia/Tokyo", "2031-03-09T23:30:00.000Z"],
])("%s + %i days at %s in %s is %s", (firstDay, days, time, zone, expected) => {
  expect(localInstant(firstDay, days, time, zone).toISOString()).toBe(expected);
});
