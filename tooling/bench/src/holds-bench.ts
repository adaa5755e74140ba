import { reconcile } from "../../../packages/api/src/reconcile/reconcile.ts";
import type { BenchRun } from "./bench-run.ts";
import { type HoldHall, openHoldHall } from "./hold-hall.ts";
import { createHoldRequests } from "./hold-requests.ts";
import { type HoldLeg, type HoldServer, measureHolds, startHoldServer } from "./hold-servers.ts";
import { bindToCore } from "./machine.ts";
import { measurePairs, type Pair, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const PLACES_A_HOLD = 2;
const WARM_UP_MS = 2_500;

/** V1: holds through the real procedure and host, against bare `node:http` and the same script. */
export async function benchHolds(run: BenchRun): Promise<void> {
  const hall = await openHoldHall();
  const servers: HoldServer[] = [];
  try {
    const request = createHoldRequests(hall);
    const start = async (kind: "floor" | "product") => {
      const server = await startHoldServer(run, hall, kind, () => request(PLACES_A_HOLD));
      servers.push(server);
      return server;
    };
    const both = { floor: await start("floor"), product: await start("product") };
    if (run.cores) bindToCore(process.pid, run.cores.load);
    for (const which of ["floor", "product"] as const) await measureHolds(hall, both[which], WARM_UP_MS);
    const counts = await countScriptCalls(hall, (places) => both.product.load.ask(request(places)));
    const before = await hall.transactions();
    let held = 0;
    const pairs = await measurePairs(run.pace, run.signal, async (which, ms) => {
      const leg = await measureHolds(hall, both[which], ms);
      if (which === "product") held += leg.answered;
      return leg;
    });
    printHolds(run, pairs, { counts, statements: (await hall.transactions()) - before, held });
    const differences = await reconcile(hall.services);
    run.print(`V1.6 reconcile after ${held} holds: ${differences.length} differences`);
    if (differences.length > 0) throw new Error(`Reconcile found ${JSON.stringify(differences.slice(0, 3))}`);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await hall.remove();
  }
}

interface ScriptCalls {
  /** Calls that touch the performance's own keys, and all calls of scripts. */
  readonly ofPerformance: number;
  readonly all: number;
}

/**
 * What Redis itself saw while one to ten places were held, a hold each: the most calls of scripts that one hold took. Null
 * where Redis is reached over REST and cannot be watched.
 */
async function countScriptCalls(
  hall: HoldHall,
  hold: (places: number) => Promise<string>,
): Promise<ScriptCalls | null> {
  const { redis } = hall.services;
  const connection = redis.openConnection();
  if (!connection) return null;
  const watcher = await connection.monitor();
  const seen: string[][] = [];
  watcher.on("monitor", (_time: string, args: string[], source: string) => {
    const isScript = /^eval/i.test(args[0] ?? "") && source !== "lua";
    if (isScript && args.some((arg) => arg.startsWith(redis.prefix))) seen.push(args);
  });
  const most = { ofPerformance: 0, all: 0 };
  for (let places = 1; places <= 10; places++) {
    seen.length = 0;
    await hold(places);
    // Redis tells watchers in order: an answer to a later command says that everything before it has been told.
    const told = new Promise((resolve) => watcher.once("monitor", resolve));
    await redis.client.ping();
    await told;
    const own = seen.filter((args) => args.some((arg) => arg.includes(`{${hall.performanceId}}`))).length;
    most.ofPerformance = Math.max(most.ofPerformance, own);
    most.all = Math.max(most.all, seen.length);
  }
  watcher.disconnect();
  connection.disconnect();
  return most;
}

function printHolds(
  { print }: BenchRun,
  pairs: readonly Pair<HoldLeg>[],
  counted: { counts: ScriptCalls | null; statements: number; held: number },
): void {
  const { counts, statements, held } = counted;
  const middle = (side: "floor" | "product", of: (leg: HoldLeg) => number) =>
    Math.round(median(pairs.flatMap((pair) => pair[side].map(of))));
  const rate = (leg: HoldLeg) => leg.perSecond;
  const cpu = (leg: HoldLeg) => leg.cpuMicros;
  print(ratioLine("V1", "holds", medianRatio(ratiosOf(pairs, rate)), "0.5×"));
  print(`V1.2 holds a second: ${middle("product", rate)}, FLOOR ${middle("floor", rate)}`);
  print(ratioLine("V1.3", "CPU time of the server a hold", medianRatio(ratiosOf(pairs, cpu))));
  const busy = (leg: HoldLeg) => (leg.perSecond * leg.cpuMicros) / 10_000;
  const used = (side: "floor" | "product") => `${middle(side, cpu)} µs (${middle(side, busy)} % of a core)`;
  print(`V1.4 CPU time of the server a hold: ${used("product")}, FLOOR ${used("floor")}`);
  const calls = counts
    ? `${counts.ofPerformance} (goal 1), ${counts.all} with the rate limit's`
    : "not counted over REST";
  print(
    `V1.5 script calls for a hold of 1–10 places: at most ${calls}; SQL statements a hold: ${(statements / held).toFixed(4)}`,
  );
}
