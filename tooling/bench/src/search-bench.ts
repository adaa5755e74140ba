import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { runWorker } from "../../../packages/api/src/jobs/index.ts";
import { newId } from "../../../packages/api/src/kernel/ids.ts";
import { openServices } from "../../../packages/api/src/open-services.ts";
import { askEngine } from "../../../packages/api/src/search/ask-engine.ts";
import { ensureIndexes } from "../../../packages/api/src/search/index.ts";
import { searchInput } from "../../../packages/api/src/search/search.schema.ts";
import { readWanted } from "../../../packages/api/src/search/wanted.ts";
import { createDice } from "../../../packages/api/src/seed/dice.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import type { BenchRun } from "./bench-run.ts";
import { type Load, openLoad } from "./load.ts";
import { bindToCore } from "./machine.ts";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const SERVER = fileURLToPath(new URL("search-server.ts", import.meta.url));
/** Few people search in the same millisecond: what is measured is the wait of one, not a queue. */
const CONNECTIONS = 2;
const WARM_UP_MS = 1_500;
const MOST_TITLES = 400;
const LAG_SAMPLES = 60;
const NOWHERE = "http://127.0.0.1:1";

interface SearchLeg {
  readonly msEach: number;
}

/**
 * V3: searches through the real procedure and host, against the same questions asked of the engine directly; how long a
 * sale takes to be found; and that a search is answered without an engine.
 */
export async function benchSearch(run: BenchRun): Promise<void> {
  const services = openServices("bench-search");
  const servers: { load: Load; stop(): Promise<void> }[] = [];
  try {
    await ensureIndexes(services);
    const words = await typedWords(services);
    const product = await startSearchServer(run, words, {});
    servers.push(product);
    const floor = await openLoad(
      portOf(services.env.MEILISEARCH_URL),
      CONNECTIONS,
      await floorRequests(services, words),
    );
    servers.push({ load: floor, stop: async () => floor.close() });
    if (run.cores) bindToCore(process.pid, run.cores.load);
    const measure = async (which: "floor" | "product", ms: number): Promise<SearchLeg> => {
      const { answered, seconds } = await (which === "floor" ? floor : product.load).run(ms);
      return { msEach: (seconds * 1_000 * CONNECTIONS) / answered };
    };
    for (const which of ["floor", "product"] as const) await measure(which, WARM_UP_MS);
    const pairs = await measurePairs(run.pace, run.signal, measure);
    const middle = (side: "floor" | "product") =>
      median(pairs.flatMap((pair) => pair[side].map(({ msEach }) => msEach))).toFixed(2);
    run.print(ratioLine("V3", "search", medianRatio(ratiosOf(pairs, ({ msEach }) => msEach)), "1.3×"));
    run.print(
      `V3.2 a search: ${middle("product")} ms, FLOOR ${middle("floor")} ms (same questions, engine asked directly)`,
    );
    await measureLag(run, services);
    const without = await startSearchServer(run, words, { MEILISEARCH_URL: NOWHERE });
    servers.push(without);
    const { answered, seconds } = await without.load.run(WARM_UP_MS);
    run.print(
      `V3.4 engine gone: ${answered} answers, none refused, ${((seconds * 1_000 * CONNECTIONS) / answered).toFixed(1)} ms each`,
    );
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await services.close();
  }
}

/** What people type: titles from their first letters on, every fifth with a letter that is wrong. */
async function typedWords({ db }: Services): Promise<string[]> {
  const events = await db.event.findMany({
    where: { status: "published" },
    orderBy: { id: "asc" },
    take: MOST_TITLES,
    select: { title: true },
  });
  const dice = createDice(20_261_122);
  return events.map(({ title }, at) => {
    const typed = title.slice(0, Math.max(4, dice.int(4, title.length)));
    if (at % 5 !== 0) return typed;
    const wrong = dice.int(1, typed.length - 1);
    return `${typed.slice(0, wrong)}${typed.slice(wrong + 1)}`;
  });
}

const pathOf = (words: string) =>
  `/api/trpc/search.events?input=${encodeURIComponent(JSON.stringify({ words, locale: "en" }))}`;

/** What the product asks of the engine for these words, as bytes for the engine itself. */
async function floorRequests(services: Services, words: readonly string[]): Promise<() => string> {
  const asked: string[] = [];
  // The product's own code writes the questions; they are caught where they would leave.
  const search = {
    ...services.search,
    ask: (queries: unknown) => {
      asked.push(JSON.stringify({ queries }));
      return Promise.resolve([{ hits: [{}], totalHits: 1, facetDistribution: {} }]);
    },
  } as unknown as Services["search"];
  for (const one of words) {
    const wanted = readWanted(searchInput.parse({ words: one }), { asOf: "2026-01-01", perEuro: {} }, Date.now());
    // What it makes of the empty answer does not matter here.
    await askEngine({ ...services, search }, wanted, 1).catch(() => undefined);
  }
  const requests = asked.map((body) =>
    [
      "POST /multi-search HTTP/1.1",
      "host: 127.0.0.1",
      `authorization: Bearer ${services.env.MEILISEARCH_KEY}`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      "",
      Buffer.from(body, "utf8").toString("latin1"),
    ].join("\r\n"),
  );
  return inTurns(requests);
}

function inTurns(requests: readonly string[]): () => string {
  let made = 0;
  return () => requests[made++ % requests.length] as string;
}

const portOf = (url: string) => Number(new URL(url).port);

async function startSearchServer(run: BenchRun, words: readonly string[], environment: Record<string, string>) {
  const profile = run.profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${run.profileFolder}`] : [];
  const child: ChildProcess = spawn(process.execPath, [...profile, SERVER], {
    env: { ...process.env, RATE_LIMIT_FACTOR: "1000000", LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  if (run.cores && child.pid) bindToCore(child.pid, run.cores.server);
  const requests = words.map((one) => `GET ${pathOf(one)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  const load = await openLoad(port, CONNECTIONS, inTurns(requests));
  return {
    load,
    async stop() {
      load.close();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** From the moment a seat is held until the engine says that one is left less, worker and all. */
async function measureLag(run: BenchRun, services: Services): Promise<void> {
  const { createCallerFactory } = await import("../../../packages/api/src/trpc.ts");
  const { appRouter } = await import("../../../packages/api/src/root.ts");
  const worker = await runWorker(services);
  try {
    const performance_ = await services.db.performance.findFirstOrThrow({
      where: {
        status: "published",
        saleStartsAt: { lt: new Date() },
        startsAt: { gt: new Date(Date.now() + 86_400_000) },
      },
      orderBy: [{ seatCount: "desc" }, { id: "asc" }],
      select: { id: true, seatCount: true },
    });
    const leftNow = async () => {
      const [answer] = await services.search.ask([
        {
          indexUid: `${services.env.MEILISEARCH_PREFIX}performances`,
          q: "",
          filter: `id = "${performance_.id}"`,
          limit: 1,
        },
      ]);
      return Number(answer?.hits[0]?.left ?? Number.NaN);
    };
    const lags: number[] = [];
    for (let sample = 0; sample < LAG_SAMPLES; sample++) {
      run.signal.throwIfAborted();
      const caller = createCallerFactory(appRouter)({
        ...services,
        app: "pwa",
        requestId: newId(),
        caller: { personId: null, personEmail: null, signedInAtMs: null, buyerKey: newId(), address: "127.0.0.1" },
        setCookie: () => undefined,
      });
      const before = await leftNow();
      const seat = performance_.seatCount - 1 - sample * 2;
      const held = await caller.holds
        .place({ performanceId: performance_.id, requestId: newId(), lines: [{ seat }] })
        .catch(() => null);
      if (!held) continue;
      const startedMs = performance.now();
      while ((await leftNow()) === before) await new Promise((resolve) => setTimeout(resolve, 10));
      lags.push(performance.now() - startedMs);
      await caller.holds.release({ performanceId: performance_.id, holdId: held.holdId, requestId: newId() });
      while ((await leftNow()) !== before) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const sorted = lags.toSorted((a, b) => a - b);
    const at = (share: number) =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    run.print(
      `V3.3 from a hold to the index: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of ${sorted.length} (goal 2,000 ms)`,
    );
  } finally {
    await worker.stop();
  }
}
