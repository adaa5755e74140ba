import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { encodeChart } from "@usher/api/chart-format";
import { type Browser, chromium, type Page } from "playwright";
import { build } from "vite";
import { greatHouse } from "../../../packages/api/src/seating/great-house.fixture.ts";
import type { BenchRun } from "./bench-run.ts";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const PAGE_FOLDER = fileURLToPath(new URL("map-page/", import.meta.url));
/** A phone's screen: where seats are chosen most, and where pixels are densest. */
const SCREEN = { width: 390, height: 844, ratio: 2 };
/** Frames need time to show their slow ones: a leg is as many times longer than other benches'. */
const LONGER = 4;
const GESTURE_MS = 3_000;

interface MapLeg {
  readonly p95Ms: number;
}

const HTML = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/page.css">
<style>html,body{margin:0;height:100%}#box{position:fixed;inset:0}#box>*{width:100%;height:100%}canvas.whole{width:100%;height:100%;display:block}
.whole{position:relative}.whole canvas{position:absolute;inset:0;width:100%;height:100%}[hidden]{display:none!important}</style>
<div id="box"></div><script type="module" src="/page.js"></script>`;

/**
 * V5: the map of a hundred thousand seats while it is panned and pinched, against one picture of the screen's size a frame; how long a hit test
 * takes, how large the chart is, and how often React commits while the map moves. Frames are not held back to the screen's rate, so that their
 * cost shows.
 */
export async function benchMap(run: BenchRun): Promise<void> {
  const geometry = greatHouse();
  const chart = encodeChart(geometry);
  const server = await serve(await bundle(), chart);
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      chromiumSandbox: false,
      args: ["--disable-frame-rate-limit", "--disable-gpu-vsync", "--mute-audio", "--disable-background-networking"],
    });
    const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: SCREEN.ratio });
    const [floor, product] = [await open(context, server.url), await open(context, server.url)];
    await floor.evaluate(() => window.mapBench.showFloor());
    for (const near of [false, true]) {
      await product.evaluate((isNear) => window.mapBench.showMap(isNear), near);
      const measure = async (which: "floor" | "product", legMs: number): Promise<MapLeg> => {
        const page = which === "floor" ? floor : product;
        // Only the page in front draws.
        await page.bringToFront();
        const times = await page.evaluate(
          ([part, ms]) => (part === "floor" ? window.mapBench.runFloor(ms) : window.mapBench.runMap(ms)),
          [which, legMs * LONGER] as const,
        );
        times.sort((one, other) => one - other);
        return { p95Ms: times[Math.floor(times.length * 0.95)] ?? 0 };
      };
      for (const which of ["floor", "product"] as const) await measure(which, GESTURE_MS / LONGER);
      const pairs = await measurePairs(run.pace, run.signal, measure);
      const middle = (side: "floor" | "product") =>
        median(pairs.flatMap((pair) => pair[side].map(({ p95Ms }) => p95Ms))).toFixed(1);
      const ratio = medianRatio(ratiosOf(pairs, ({ p95Ms }) => p95Ms));
      run.print(ratioLine(near ? "V5.2" : "V5", near ? "p95 frame near the seats" : "p95 frame", ratio, "1.25×"));
      run.print(`   ${geometry.seatCount} seats: ${middle("product")} ms, FLOOR ${middle("floor")} ms`);
    }
    const before = await product.evaluate(() => window.mapBench.commits());
    await product.evaluate((ms) => window.mapBench.runMap(ms), GESTURE_MS);
    const commits = (await product.evaluate(() => window.mapBench.commits())) - before;
    run.print(`V5.3 React commits in ${GESTURE_MS / 1_000} s of moving: ${commits} (goal 0)`);
    const { medianMicroseconds, slowestMicroseconds } = await product.evaluate(() => window.mapBench.timeHits());
    run.print(
      `V5.4 hit test: ${medianMicroseconds.toFixed(1)} µs, slowest of 200 rounds ${slowestMicroseconds.toFixed(1)} µs (goal 50)`,
    );
    const bytesASeat = brotliCompressSync(chart).length / geometry.seatCount;
    run.print(
      `V5.5 the whole chart, compressed: ${bytesASeat.toFixed(2)} bytes a seat (goal 2, for coordinates alone)`,
    );
  } finally {
    await browser?.close();
    server.close();
  }
}

async function open(context: Awaited<ReturnType<Browser["newContext"]>>, url: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(url);
  await page.waitForFunction(() => "mapBench" in window);
  return page;
}

/** The page's script and style, as a production build; React with its profiler in, so that commits can be counted. */
async function bundle(): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: PAGE_FOLDER,
    resolve: { alias: [{ find: "react-dom/client", replacement: "react-dom/profiling" }] },
    build: {
      write: false,
      cssCodeSplit: false,
      lib: { entry: `${PAGE_FOLDER}page.tsx`, formats: ["es"], fileName: () => "page.js", cssFileName: "page" },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const files = new Map<string, string>();
  for (const { output } of Array.isArray(built) ? built : "output" in built ? [built] : []) {
    for (const file of output) files.set(`/${file.fileName}`, String(file.type === "chunk" ? file.code : file.source));
  }
  return files;
}

async function serve(files: ReadonlyMap<string, string>, chart: Uint8Array) {
  const server = createServer(({ url = "/" }, response) => {
    const file = files.get(url);
    if (url === "/chart") response.end(chart);
    else if (file !== undefined) {
      response.setHeader("content-type", url.endsWith(".css") ? "text/css" : "text/javascript").end(file);
    } else response.setHeader("content-type", "text/html").end(HTML);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
