import pg from "pg";
import { reconcile } from "../../../packages/api/src/reconcile/reconcile.ts";
import { sellManyOrders } from "../../../packages/api/src/testing/many-orders.ts";
import { openBenchHouse } from "./bench-house.ts";
import type { BenchRun } from "./bench-run.ts";
import { QUICK_PACE } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const ORDERS = 1_000_000;
/** For a look at whether it works. */
const QUICK_ORDERS = 50_000;
const ROUNDS = 5;

/** One join over everything that reconcile reads, each row once, as somebody would write it who wants one number at the end. */
const JOIN = `SELECT count(*) AS orders, sum(o.total_minor) AS total, sum(l.gross) AS lines, sum(p.paid) AS paid, sum(t.tickets) AS tickets,
    sum(s.seats) AS seats, sum(r.refunded) AS refunded, sum(e.posted) AS posted
  FROM "order" o
  LEFT JOIN (SELECT order_id, sum(net_minor + tax_minor) AS gross FROM order_line GROUP BY order_id) l ON l.order_id = o.id
  LEFT JOIN (SELECT order_id, sum(amount_minor) AS paid FROM payment GROUP BY order_id) p ON p.order_id = o.id
  LEFT JOIN (SELECT order_id, count(*) AS tickets FROM ticket GROUP BY order_id) t ON t.order_id = o.id
  LEFT JOIN (SELECT t.order_id, count(*) AS seats FROM seat_state s JOIN ticket t ON t.id = s.ticket_id GROUP BY t.order_id) s ON s.order_id = o.id
  LEFT JOIN (SELECT order_id, sum(amount_minor) AS refunded FROM refund GROUP BY order_id) r ON r.order_id = o.id
  LEFT JOIN (SELECT t.order_id, sum(abs(e.amount_minor)) AS posted FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    GROUP BY t.order_id) e ON e.order_id = o.id`;

/** V11: reconcile over the orders of V10, against one join over the same tables by a bare client, in turns. */
export async function benchReconcile(run: BenchRun): Promise<void> {
  const house = await openBenchHouse();
  const { services } = house;
  const client = new pg.Client({ connectionString: services.env.DATABASE_URL });
  try {
    await client.connect();
    const orders = run.pace === QUICK_PACE ? QUICK_ORDERS : ORDERS;
    await sellManyOrders(services, orders);
    const seconds = async (work: () => Promise<unknown>) => {
      run.signal.throwIfAborted();
      const beganMs = performance.now();
      await work();
      return (performance.now() - beganMs) / 1_000;
    };
    const join = () => client.query(JOIN);
    const whole = async () => {
      const differences = await reconcile(services);
      if (differences.length > 0) throw new Error(`Reconcile found ${JSON.stringify(differences.slice(0, 3))}`);
    };
    for (const work of [join, whole]) await seconds(work);
    const ratios: number[] = [];
    const times = { join: [] as number[], whole: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const floor = [await seconds(join)];
      const product = [await seconds(whole), await seconds(whole)];
      floor.push(await seconds(join));
      const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
      ratios.push(sum(product) / sum(floor));
      times.join.push(...floor);
      times.whole.push(...product);
    }
    run.print(ratioLine("V11", `reconcile over ${orders} orders`, medianRatio(ratios), "3×"));
    run.print(`V11.2 reconcile ${median(times.whole).toFixed(1)} s; FLOOR ${median(times.join).toFixed(1)} s`);
  } finally {
    await client.end();
    await house.remove();
  }
}
