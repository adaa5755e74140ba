import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@usher/db";
import { type Browser, type BrowserContext, chromium } from "playwright";
import type { BenchRun } from "./bench-run.ts";
import { freePort } from "./free-port.ts";
import { openLoad } from "./load.ts";
import { bindToCore } from "./machine.ts";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

/** As every browser says one: without it the house answers each time with a cookie for the language it chose. */
const LANGUAGE = "en";
const STATIC_SERVER = fileURLToPath(new URL("static-server.ts", import.meta.url));
const EMPTY_PAGE = fileURLToPath(new URL("empty-page/", import.meta.url));
const NEXT = fileURLToPath(new URL("../../../node_modules/next/dist/bin/next", import.meta.url));
/** The wait of one person is measured, not a queue. */
const CONNECTIONS = 1;
const WARM_UP_MS = 1_500;
const SCREEN = { width: 390, height: 844 };
const THROTTLE = 4;
const LOADS = 9;
/** More dates than a list shows: the calendar is what people press. */
const MANY_DATES = 13;

interface PageLeg {
  readonly msEach: number;
}

/**
 * V4: the event page. Its time to the first byte against the same bytes from a bare server that knows nothing else; its JavaScript against
 * that of an empty page of the same framework; and in Chromium on a phone's screen at fourfold throttle when its largest part stands, how
 * much moves, and how long a press waits. Asks the product that is up.
 */
export async function benchEventPage(run: BenchRun): Promise<void> {
  const origin = new URL(process.env.PWA_URL ?? "");
  const path = `/events/${await slugWithManyDates()}`;
  const page = await fetchPlain(new URL(path, origin));
  const floor = await startStaticServer(run, page);
  let browser: Browser | null = null;
  try {
    await measureTime(run, { origin, path, floorPort: floor.port });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      chromiumSandbox: false,
      args: ["--mute-audio", "--disable-background-networking", "--disable-component-update"],
    });
    await measureScripts(run, browser, new URL(path, origin).href);
    await measureVitals(run, browser, new URL(path, origin).href);
  } finally {
    await browser?.close();
    floor.stop();
  }
}

async function slugWithManyDates(): Promise<string> {
  const db = openDatabase(process.env.DATABASE_URL ?? "", { poolSize: 1 });
  try {
    const [event] = await db.$queryRaw<{ slug: string }[]>`
      SELECT e.slug FROM event e JOIN performance p ON p.event_id = e.id
      WHERE e.status = 'published' AND p.status = 'published' AND p.starts_at > now() AND p.cell_count = 1
      GROUP BY e.id ORDER BY count(*) >= ${MANY_DATES} DESC, count(*), e.id LIMIT 1`;
    if (!event) throw new Error("There is no event ahead");
    return event.slug;
  } finally {
    await db.$disconnect();
  }
}

/** The page as it goes over the wire unpacked, since neither side is to be measured packing. */
async function fetchPlain(address: URL): Promise<{ body: string; headers: Record<string, string> }> {
  // Twice: the first visit makes it.
  for (const isWarm of [false, true]) {
    const response = await fetch(address, { headers: { "accept-encoding": "identity", "accept-language": LANGUAGE } });
    if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
    const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
    if (isWarm) return { body, headers: { "content-type": response.headers.get("content-type") ?? "text/html" } };
  }
  throw new Error("never");
}

async function startStaticServer(run: BenchRun, page: { body: string; headers: Record<string, string> }) {
  const child: ChildProcess = spawn(process.execPath, [STATIC_SERVER], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.send(page);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  if (run.cores && child.pid) bindToCore(child.pid, run.cores.server);
  return { port, stop: () => child.disconnect() };
}

async function measureTime(
  run: BenchRun,
  { origin, path, floorPort }: { origin: URL; path: string; floorPort: number },
): Promise<void> {
  const headers = `accept: text/html\r\naccept-language: ${LANGUAGE}`;
  const request = (host: string) => () => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n\r\n`;
  const product = await openLoad(Number(origin.port), CONNECTIONS, request(origin.host));
  const floor = await openLoad(floorPort, CONNECTIONS, request("127.0.0.1"));
  const measure = async (which: "floor" | "product", ms: number): Promise<PageLeg> => {
    const { answered, seconds } = await (which === "floor" ? floor : product).run(ms);
    return { msEach: (seconds * 1_000 * CONNECTIONS) / answered };
  };
  for (const which of ["floor", "product"] as const) await measure(which, WARM_UP_MS);
  const pairs = await measurePairs(run.pace, run.signal, measure);
  product.close();
  floor.close();
  const middle = (side: "floor" | "product") =>
    median(pairs.flatMap((pair) => pair[side].map(({ msEach }) => msEach))).toFixed(2);
  run.print(ratioLine("V4", "event page, whole answer", medianRatio(ratiosOf(pairs, ({ msEach }) => msEach)), "1.3×"));
  run.print(`V4.2 an answer: ${middle("product")} ms, FLOOR ${middle("floor")} ms (the same bytes from a bare server)`);
}

/** Bytes of scripts that a page asks for until it is still, as they came over the wire. */
async function scriptBytes(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  wire.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.close();
  return bytes;
}

async function measureScripts(run: BenchRun, browser: Browser, address: string): Promise<void> {
  const empty = await startEmptyPage();
  const context = await browser.newContext({ viewport: SCREEN, serviceWorkers: "block" });
  try {
    const [product, floor] = [await scriptBytes(context, address), await scriptBytes(context, empty.address)];
    const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(0);
    run.print(
      `V4.3 JavaScript: ${(product / floor).toFixed(2)}× of FLOOR (goal 1.25×): ${kilobytes(product)} kB, an empty page of Next ${kilobytes(floor)} kB`,
    );
  } finally {
    await context.close();
    empty.stop();
  }
}

async function startEmptyPage() {
  const next = async (args: readonly string[]) =>
    spawn(process.execPath, [NEXT, ...args], {
      cwd: EMPTY_PAGE,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: "ignore",
    });
  const [code] = (await once(await next(["build", "--webpack"]), "exit")) as [number];
  if (code !== 0) throw new Error("The empty page could not be built");
  const port = await freePort();
  const server = await next(["start", "-p", String(port)]);
  const address = `http://localhost:${port}/`;
  for (let tries = 0; ; tries++) {
    const isUp = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) break;
    if (tries > 100) throw new Error("The empty page does not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, stop: () => server.kill("SIGTERM") };
}

declare global {
  interface Window {
    vitals: { lcpMs: number; cls: number; slowestPressMs: number };
  }
}

/** Keeps the web's own three figures, as browsers report them. */
function watchVitals(): void {
  const vitals = { lcpMs: 0, cls: 0, slowestPressMs: 0 };
  window.vitals = vitals;
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true, ...more });
  watch("largest-contentful-paint", (entry) => {
    vitals.lcpMs = entry.startTime;
  });
  watch("layout-shift", (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) vitals.cls += shift.value;
  });
  watch(
    "event",
    (entry) => {
      const press = entry as PerformanceEntry & { interactionId: number };
      if (press.interactionId > 0) vitals.slowestPressMs = Math.max(vitals.slowestPressMs, entry.duration);
    },
    { durationThreshold: 16 },
  );
}

async function measureVitals(run: BenchRun, browser: Browser, address: string): Promise<void> {
  const seen: Window["vitals"][] = [];
  for (let load = 0; load < LOADS; load++) {
    run.signal.throwIfAborted();
    const context = await browser.newContext({
      viewport: SCREEN,
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
    await page.addInitScript(watchVitals);
    await page.goto(address, { waitUntil: "networkidle" });
    // Days of the calendar, or, of an event with few dates, the words that lead to the rules.
    const days = page.locator("#dates button[aria-pressed]");
    const pressed = (await days.count()) > 2 ? days : page.locator('a[href^="#rule-"]');
    for (const at of [1, 2, 0]) await pressed.nth(at).tap();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    seen.push(await page.evaluate(() => window.vitals));
    await context.close();
  }
  const figures = (of: (vitals: Window["vitals"]) => number) => seen.map(of).sort((one, other) => one - other);
  const [lcp, cls, press] = [figures((v) => v.lcpMs), figures((v) => v.cls), figures((v) => v.slowestPressMs)];
  const say = (all: readonly number[], digits: number) =>
    `${median([...all]).toFixed(digits)}, slowest ${(all.at(-1) ?? 0).toFixed(digits)}`;
  run.print(`V4.4 largest part stands, at fourfold throttle: ${say(lcp, 0)} ms of ${LOADS} loads (goal 1,200)`);
  run.print(`V4.5 layout shift: ${say(cls, 3)} (goal 0.01)`);
  run.print(`V4.6 the slowest of three presses: ${say(press, 0)} ms (goal 50; browsers count in steps of 8)`);
}
