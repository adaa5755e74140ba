import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { availabilityKeys, readSnapshot } from "../availability/index.ts";
import { readExchangeRates } from "../catalog/exchange-rates.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { laterByDays, localInstant } from "../kernel/local-time.ts";
import { FIRST_PROGRAMME, PROGRAMME_ABROAD } from "./programme/index.ts";
import { rollForward } from "./roll-forward.ts";
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
}, 600_000);
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
    ["event", "id, slug, title, genre, translations"],
    ["venue", "*"],
    ["performer", "*"],
    ["event_performer", "*"],
    ["agenda_item", "*"],
    ["exhibitor", "*"],
    ["setting", "*"],
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
      `SELECT t.id FROM ticket t JOIN performance p ON p.id = t.performance_id CROSS JOIN generate_series(t.from_cell, t.to_cell - 1) AS cell LEFT JOIN seat_state s ON s.performance_id = t.performance_id AND s.seat_index = t.seat_index * p.cell_count + cell WHERE s.state IS DISTINCT FROM 2 OR s.ticket_id IS DISTINCT FROM t.id`,
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
        max((SELECT count(*) FROM seat_state s WHERE s.performance_id = p.id AND s.state = 2)::float / p.seat_count / p.cell_count) AS share
      FROM event e JOIN performance p ON p.event_id = e.id GROUP BY e.id`;
    const of = (slug: string) => shares.find((row) => row.slug === slug);
    expect(of("low-tide-sessions")?.share).toBe(1);
    expect(of("northern-lights-choir")?.share).toBeGreaterThan(0.97);
    expect(of("northern-lights-choir")?.share).toBeLessThan(1);
    expect(of("fjallvinter")).toMatchObject({ share: 0, opens: true });
    expect(of("untitled-spring-show")?.status).toBe("draft");
    expect(shares.length).toBeGreaterThanOrEqual(12);
  });

  test("has some performances that are sold out, some nearly so, and some whose sale opens later", async () => {
    const rows = await one.services.db.$queryRaw<{ share: number; opens_later: boolean }[]>`
      SELECT (SELECT count(*) FROM seat_state s WHERE s.performance_id = p.id AND s.state = 2)::float / p.seat_count / p.cell_count AS share,
        p.sale_starts_at > ${FIRST_DAY}::date + 1 AS opens_later
      FROM performance p WHERE p.status = 'published'`;
    expect(rows.filter(({ share }) => share === 1).length).toBeGreaterThanOrEqual(5);
    expect(rows.filter(({ share }) => share > 0.9 && share < 1).length).toBeGreaterThanOrEqual(5);
    const later = rows.filter((row) => row.opens_later);
    expect(later.length).toBeGreaterThanOrEqual(5);
    expect(later.every(({ share }) => share === 0)).toBe(true);
  });

  test("is no larger than an installation can be given in a minute", async () => {
    expect(await one.services.db.ticket.count()).toBeLessThan(120_000);
    expect(await one.services.db.performance.count()).toBeLessThan(1_000);
  });

  test("begins every performance when the plan says, by the clock on the venue's wall", async () => {
    const written = await one.services.db.performance.findMany({ include: { venue: true, event: true } });
    const onTheWall = written.map(({ event, venue, startsAt }) => {
      const wall = new Intl.DateTimeFormat("sv-SE", {
        timeZone: venue.timeZone,
        dateStyle: "short",
        timeStyle: "short",
      });
      return `${event.slug} ${wall.format(startsAt)}`;
    });
    const dayOf = (day: number) => new Date(Date.parse(FIRST_DAY) + day * 86_400_000).toISOString().slice(0, 10);
    const planned = [...FIRST_PROGRAMME, ...PROGRAMME_ABROAD].flatMap(({ slug, performances }) =>
      performances.map(({ day, time }) => `${slug} ${dayOf(day)} ${time}`),
    );
    expect(onTheWall.sort()).toEqual(planned.sort());
  });

  test("has an agenda within the opening hours and somebody at a stand for every exhibition, and for nothing else", async () => {
    expect(
      await count(
        "SELECT 1 FROM event e WHERE kind = 'exhibition' AND (NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.event_id = e.id) OR NOT EXISTS (SELECT 1 FROM exhibitor x WHERE x.event_id = e.id))",
      ),
    ).toBe(0);
    expect(
      await count("SELECT 1 FROM agenda_item i JOIN event e ON e.id = i.event_id WHERE e.kind <> 'exhibition'"),
    ).toBe(0);
    expect(
      await count(`SELECT 1 FROM agenda_item i WHERE ends_at <= starts_at OR NOT EXISTS (SELECT 1 FROM performance p
      WHERE p.event_id = i.event_id AND p.starts_at < i.starts_at AND i.ends_at <= p.ends_at)`),
    ).toBe(0);
    expect(await count("SELECT 1 FROM exhibitor GROUP BY event_id, name HAVING count(*) > 1")).toBe(0);
    const named =
      "name ~ '^[A-Z][a-z]+ & [A-Z][a-z]+ [A-Z][a-z]+$' AND translations #>> '{zh,name}' ~ '^[^A-Za-z]{5,}$'";
    expect(await count(`SELECT 1 FROM exhibitor WHERE NOT (${named})`)).toBe(0);
    expect(await count("SELECT 1 FROM exhibitor GROUP BY event_id HAVING count(*) > 25")).toBeGreaterThan(3);
  });

  test("has a geometry of its own for each venue, and rates for every currency it sells in", async () => {
    const revisions = await one.services.db.chartRevision.findMany({ select: { geometryHash: true } });
    expect(new Set(revisions.map((row) => row.geometryHash)).size).toBe(revisions.length);
    expect(await one.services.db.venue.count()).toBe(revisions.length);
    const { asOf, perEuro } = await readExchangeRates(one.services.db);
    expect(asOf).toBe(FIRST_DAY);
    const used = await one.services.db.performance.groupBy({ by: ["currency"] });
    for (const { currency } of used) expect(perEuro[currency]).toBeGreaterThan(0);
  });

  test("is on the map as it is in the books, whatever an older Redis still says", async () => {
    const performance = await firstPerformance();
    const sold = await one.services.db.seatState.count({ where: { performanceId: performance.id, state: 2 } });
    for (const { services } of [one, other]) {
      const { seats } = await readSnapshot(services, performance.id);
      expect(seats).toHaveLength(performance.seatCount * performance.cellCount);
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

describe("a demonstration that has grown old", () => {
  const LATER = "2031-10-30";
  const times = () =>
    other.services.db.performance.findMany({
      orderBy: { id: "asc" },
      include: { venue: { select: { timeZone: true } } },
    });
  const onTheWall = (at: Date, timeZone: string) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
  const move = (to: string) => rollForward(other.services, { to });

  test("is moved by whole days, each evening to the same time on its venue's wall, and stays balanced", async () => {
    const { db } = other.services;
    const before = await times();
    const agenda = () =>
      db.agendaItem.findMany({ orderBy: { id: "asc" }, where: { event: { slug: "the-small-press-fair" } } });
    const agendaBefore = await agenda();
    const [first] = before;
    await db.gateSecret.updateMany({ where: { performanceId: first?.id }, data: { sealedSecret: "" } });
    const days = (Date.parse(LATER) - Date.parse(FIRST_DAY)) / 86_400_000;
    expect(await move(LATER)).toEqual({ isRolled: true, firstDay: LATER, days, performances: before.length });
    for (const [at, { startsAt, endsAt, saleStartsAt, venue }] of (await times()).entries()) {
      const was = before[at];
      const [day = "", time] = onTheWall(was?.startsAt ?? startsAt, venue.timeZone).split(" ");
      const moved = new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
      expect(onTheWall(startsAt, venue.timeZone)).toBe(`${moved} ${time}`);
      expect(Number(endsAt) - Number(startsAt)).toBe(Number(was?.endsAt) - Number(was?.startsAt));
      const wasOpen = Number(was?.saleStartsAt) < Date.parse(FIRST_DAY);
      expect(Number(saleStartsAt) === Number(was?.saleStartsAt)).toBe(wasOpen);
    }
    const inParis = (at: Date | undefined) => onTheWall(at ?? new Date(Number.NaN), "Europe/Paris").split(" ")[1];
    for (const [at, { startsAt }] of (await agenda()).entries()) {
      expect(inParis(startsAt)).toBe(inParis(agendaBefore[at]?.startsAt));
      expect(Math.round((Number(startsAt) - Number(agendaBefore[at]?.startsAt)) / 86_400_000)).toBe(days);
    }
    expect(agendaBefore.length).toBeGreaterThan(20);
    expect(await db.gateSecret.count({ where: { sealedSecret: "" } })).toBe(0);
    expect(await seedDatabase(other.services)).toMatchObject({ firstDay: LATER, isNew: false });
  });

  test("is not moved twice, nor back", async () => {
    expect(await move(LATER)).toMatchObject({ isRolled: false, firstDay: LATER });
    expect(await move(FIRST_DAY)).toMatchObject({ isRolled: false, firstDay: LATER });
  });

  test("stays where it is once somebody has ordered", async () => {
    const { db } = other.services;
    const [order] = await db.order.findMany({ take: 1 });
    await db.order.updateMany({ where: { id: order?.id }, data: { requestHash: "of somebody" } });
    const before = await times();
    const answer = await move("2032-05-01");
    expect(answer).toMatchObject({ isRolled: false, reason: expect.stringContaining("1 orders were placed") });
    expect(await times()).toEqual(before);
  });
});

test.each([
  ["2031-03-10", 0, "20:00", "Europe/Amsterdam", "2031-03-10T19:00:00.000Z"],
  ["2031-03-10", 30, "20:00", "Europe/Amsterdam", "2031-04-09T18:00:00.000Z"],
  ["2031-03-10", 0, "08:30", "Asia/Tokyo", "2031-03-09T23:30:00.000Z"],
])("%s + %i days at %s in %s is %s", (firstDay, days, time, zone, expected) => {
  expect(localInstant(firstDay, days, time, zone).toISOString()).toBe(expected);
});

test.each([
  ["2031-03-10T19:00:00.000Z", 30, "Europe/Amsterdam", "2031-04-09T18:00:00.000Z"],
  ["2031-03-10T11:00:00.000Z", 30, "Asia/Tokyo", "2031-04-09T11:00:00.000Z"],
  ["2031-03-10T09:00:00.000Z", 30, "Australia/Sydney", "2031-04-09T10:00:00.000Z"],
])("%s moved by %i days in %s is %s", (at, days, zone, expected) => {
  expect(laterByDays(new Date(at), days, zone).toISOString()).toBe(expected);
});
