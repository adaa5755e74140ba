import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { reconcile } from "../../../packages/api/src/reconcile/reconcile.ts";
import type { BenchRun } from "./bench-run.ts";
import { type HoldHall, openHoldHall } from "./hold-hall.ts";
import { createHoldRequests } from "./hold-requests.ts";
import { type Load, openLoad } from "./load.ts";
import { bindToCore } from "./machine.ts";
import { measurePairs, type Pair, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const SERVER = fileURLToPath(new URL("hold-server.ts", import.meta.url));
const CONNECTIONS = 24;
const PLACES_A_HOLD = 2;
const WARM_UP_MS = 2_500;

interface Leg {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

interface HoldServer {
  readonly load: Load;
  cpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

/** V1: holds through the real procedure and host, against bare `node:http` and the same script. */
export async function benchHolds(run: BenchRun): Promise<void> {
  const hall = await openHoldHall();
  const servers: HoldServer[] = [];
  try {
    const { env } = hall.services;
    const origin = new URL(env.PWA_URL).origin;
    const request = createHoldRequests({ performanceId: hall.performanceId, secret: env.NEXTAUTH_SECRET, origin });
    const start = async (kind: "floor" | "product") => {
      const server = await startServer(run, hall, kind, () => request(PLACES_A_HOLD));
      servers.push(server);
      return server;
    };
    const both = { floor: await start("floor"), product: await start("product") };
    if (run.cores) bindToCore(process.pid, run.cores.load);
    for (const which of ["floor", "product"] as const) await measureLeg(hall, both[which], WARM_UP_MS);
    const counts = await countScriptCalls(hall, (places) => both.product.load.ask(request(places)));
    const before = await hall.transactions();
    let held = 0;
    const pairs = await measurePairs(run.pace, run.signal, async (which, ms) => {
      const leg = await measureLeg(hall, both[which], ms);
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

async function startServer(run: BenchRun, hall: HoldHall, kind: string, next: () => string): Promise<HoldServer> {
  const profile = run.profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${run.profileFolder}`] : [];
  const child = spawn(process.execPath, [...profile, SERVER, kind, hall.performanceId, String(hall.epoch)], {
    env: { ...process.env, ...hall.environment },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const { port } = await answerOf<{ port: number }>(child);
  if (run.cores && child.pid) bindToCore(child.pid, run.cores.server);
  const load = await openLoad(port, CONNECTIONS, next);
  return {
    load,
    async cpuMicros() {
      child.send("cpu");
      return (await answerOf<{ cpuMicros: number }>(child)).cpuMicros;
    },
    async stop() {
      load.close();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The child's next message. Throws when it ends instead. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error("A server of the bench ended by itself");
  });
  try {
    const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [T];
    return message;
  } finally {
    // Whichever did not come must not be listened for until the next question.
    ended.catch(() => undefined);
    heard.abort();
  }
}

async function measureLeg(hall: HoldHall, server: HoldServer, ms: number): Promise<Leg & { answered: number }> {
  await hall.empty();
  const before = await server.cpuMicros();
  const { answered, seconds } = await server.load.run(ms);
  const cpuMicros = ((await server.cpuMicros()) - before) / answered;
  return { answered, perSecond: answered / seconds, cpuMicros };
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
  pairs: readonly Pair<Leg>[],
  counted: { counts: ScriptCalls | null; statements: number; held: number },
): void {
  const { counts, statements, held } = counted;
  const middle = (side: "floor" | "product", of: (leg: Leg) => number) =>
    Math.round(median(pairs.flatMap((pair) => pair[side].map(of))));
  const rate = (leg: Leg) => leg.perSecond;
  const cpu = (leg: Leg) => leg.cpuMicros;
  print(ratioLine("V1", "holds", medianRatio(ratiosOf(pairs, rate)), "0.5×"));
  print(`V1.2 holds a second: ${middle("product", rate)}, FLOOR ${middle("floor", rate)}`);
  print(ratioLine("V1.3", "CPU time of the server a hold", medianRatio(ratiosOf(pairs, cpu))));
  const busy = (leg: Leg) => (leg.perSecond * leg.cpuMicros) / 10_000;
  const used = (side: "floor" | "product") => `${middle(side, cpu)} µs (${middle(side, busy)} % of a core)`;
  print(`V1.4 CPU time of the server a hold: ${used("product")}, FLOOR ${used("floor")}`);
  const calls = counts
    ? `${counts.ofPerformance} (goal 1), ${counts.all} with the rate limit's`
    : "not counted over REST";
  print(
    `V1.5 script calls for a hold of 1–10 places: at most ${calls}; SQL statements a hold: ${(statements / held).toFixed(4)}`,
  );
}
