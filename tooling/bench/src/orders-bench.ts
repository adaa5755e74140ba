import pg from "pg";
import { newId } from "../../../packages/api/src/kernel/ids.ts";
import { appRouter } from "../../../packages/api/src/root.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import { type ManyOrders, sellManyOrders } from "../../../packages/api/src/testing/many-orders.ts";
import { createCallerFactory } from "../../../packages/api/src/trpc.ts";
import { openBenchHouse } from "./bench-house.ts";
import type { BenchRun } from "./bench-run.ts";
import { measurePairs, QUICK_PACE, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio, percentile } from "./statistics.ts";

const ORDERS = 1_000_000;
/** For a look at whether it works. */
const QUICK_ORDERS = 50_000;
const PAGE = 50;
const SAMPLES = 60;

type Office = Awaited<ReturnType<typeof openOffice>>;
type Question = Parameters<Office["search"]>[0];

/**
 * V10: a page of an organizer's orders through the real procedure, rights and views and all, against one statement that reads the same page by key through a
 * bare client; the last page against the first; and how long each way of finding an order takes. The orders are drawn by a generator that fills the tables
 * that a sale fills.
 */
export async function benchOrders(run: BenchRun): Promise<void> {
  const house = await openBenchHouse();
  try {
    const orders = run.pace === QUICK_PACE ? QUICK_ORDERS : ORDERS;
    const startedMs = performance.now();
    const sold = await sellManyOrders(house.services, orders);
    run.print(`V10.0 ${orders} orders drawn in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
    await measureLists(run, house.services, sold);
  } finally {
    await house.remove();
  }
}

async function measureLists(run: BenchRun, services: Services, sold: ManyOrders): Promise<void> {
  const office = await openOffice(services, sold.organizerId);
  const bare = await openFloor(services.env.DATABASE_URL, sold.organizerId);
  try {
    const ends = await endsOf(services, sold.organizerId);
    const timed = async (work: () => Promise<unknown>, legMs: number) => {
      const beganMs = performance.now();
      let done = 0;
      do {
        await work();
        done++;
      } while (performance.now() - beganMs < legMs);
      return { msEach: (performance.now() - beganMs) / done };
    };
    const first = () => office.search({});
    const last = () => office.search({ cursor: ends.last });
    for (const work of [first, last, bare.page]) await timed(work, 1_000);
    const pairs = await measurePairs(run.pace, run.signal, (which, ms) =>
      timed(which === "floor" ? bare.page : first, ms),
    );
    run.print(ratioLine("V10", "orders, a page", medianRatio(ratiosOf(pairs, ({ msEach }) => msEach)), "5×"));
    const depth = await measurePairs(run.pace, run.signal, (which, ms) => timed(which === "floor" ? first : last, ms));
    const { median: ratio, low, high } = medianRatio(ratiosOf(depth, ({ msEach }) => msEach));
    run.print(`V10.2 last page ÷ first: ${ratio.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}] (goal 1.2)`);
    const middle = median(pairs.flatMap(({ product }) => product.map(({ msEach }) => msEach)));
    const { msEach: rowsMs } = await timed(bare.rows, 1_000);
    run.print(
      `V10.3 a page: ${middle.toFixed(1)} ms; rows of one table alone, by a bare client: ${rowsMs.toFixed(2)} ms`,
    );
    await measureFinding(run, services, sold, office);
  } finally {
    await bare.close();
  }
}

/** Each way of finding orders, with other words each time, so that nothing is measured that was just asked for. */
async function measureFinding(run: BenchRun, services: Services, sold: ManyOrders, office: Office): Promise<void> {
  const some = await services.db.$queryRaw<{ code: string; email: string; name: string; performanceId: string }[]>`
    SELECT o.code, o.email::text, p.name, l.performance_id AS "performanceId"
    FROM "order" o JOIN person p ON p.id = o.person_id JOIN LATERAL (SELECT performance_id FROM order_line WHERE order_id = o.id LIMIT 1) l ON true
    WHERE o.organizer_id = ${sold.organizerId}::uuid ORDER BY md5(o.id::text) LIMIT ${SAMPLES}`;
  const ways: Record<string, (one: (typeof some)[number], at: number) => Question> = {
    "a whole code": ({ code }) => ({ text: code }),
    "half a code": ({ code }) => ({ text: code.slice(0, 4) }),
    "two letters": ({ code }) => ({ text: code.slice(0, 2) }),
    "a whole address": ({ email }) => ({ text: email }),
    "what most addresses share": (_, at) => ({ text: `${at % 10}@mail.example` }),
    "a name": ({ name }) => ({ text: name }),
    "a part of a name": ({ name }) => ({ text: name.slice(0, 4) }),
    "row and seat, any performance": (_, at) => ({ text: `${String.fromCharCode(65 + (at % 26))} ${1 + (at % 50)}` }),
    "one performance": ({ performanceId }) => ({ performanceId }),
    "one performance, given back": ({ performanceId }) => ({ performanceId, status: "refunded" }),
    "one performance, a seat": ({ performanceId }, at) => ({ performanceId, text: `C ${1 + (at % 50)}` }),
    "given back": () => ({ status: "refunded" }),
    "nothing that there is": (_, at) => ({ text: `zzqx${at}` }),
  };
  for (const [name, question] of Object.entries(ways)) {
    const times: number[] = [];
    let found = 0;
    for (const [at, one] of some.entries()) {
      run.signal.throwIfAborted();
      const beganMs = performance.now();
      const { orders } = await office.search(question(one, at));
      times.push(performance.now() - beganMs);
      found += orders.length;
    }
    const at = (share: number) => percentile(times, share).toFixed(1);
    const each = (found / some.length).toFixed(1);
    run.print(`V10.4 found by ${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${each} orders each`);
  }
}

/** The key after which the last page begins. */
async function endsOf({ db }: Services, organizerId: string): Promise<{ last: string }> {
  const rows = await db.order.findMany({
    where: { organizerId },
    orderBy: { id: "asc" },
    skip: PAGE,
    take: 1,
    select: { id: true },
  });
  return { last: rows[0]?.id ?? newId() };
}

/** A manager of the organizer, at the real procedure. */
async function openOffice(services: Services, organizerId: string) {
  const personId = newId();
  const email = `${personId}@house.example`;
  const memberships = { create: { organizerId, role: "manager" as const } };
  await services.db.person.create({ data: { id: personId, email, memberships } });
  const call = createCallerFactory(appRouter)({
    ...services,
    app: "admin",
    requestId: newId(),
    caller: { personId, personEmail: email, signedInAtMs: null, buyerKey: newId(), address: "127.0.0.1" },
    setCookie: () => undefined,
  });
  type Input = Parameters<typeof call.orders.search>[0];
  return {
    search: (question: Omit<Input, "organizerId">) => call.orders.search({ organizerId, limit: PAGE, ...question }),
  };
}

/** A bare client on one connection, its statements prepared. */
async function openFloor(url: string, organizerId: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const keyed = `WHERE organizer_id = $1 ORDER BY id DESC LIMIT ${PAGE + 1}`;
  const shown = `SELECT o.*, r.refunded, l.places, e.title, p.starts_at, v.time_zone, person.name
    FROM (SELECT id, code, status, email, currency, total_minor, created_at, person_id FROM "order" ${keyed}) o
    LEFT JOIN person ON person.id = o.person_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS refunded FROM refund WHERE order_id = o.id) r
    CROSS JOIN LATERAL (SELECT count(*) AS places, (array_agg(performance_id))[1] AS performance_id
      FROM order_line WHERE order_id = o.id AND kind = 'seat') l
    JOIN performance p ON p.id = l.performance_id JOIN event e ON e.id = p.event_id JOIN venue v ON v.id = p.venue_id
    ORDER BY o.id DESC`;
  const rows = `SELECT id, code, status, email, currency, total_minor, created_at FROM "order" ${keyed}`;
  const values = [organizerId];
  return {
    /** What the list shows, in one statement. */
    page: () => client.query({ name: "page", text: shown, values }),
    /** Rows of one table alone. */
    rows: () => client.query({ name: "rows", text: rows, values }),
    close: () => client.end(),
  };
}
