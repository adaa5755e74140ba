import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "@usher/db";
import lighthouse, { generateReport, type Result } from "lighthouse";
import { chromium } from "playwright";
import type { BenchRun } from "./bench-run.ts";
import { freePort } from "./free-port.ts";
import { QUICK_PACE } from "./paired-blocks.ts";
import { median } from "./statistics.ts";

const RUNS = 3;
const GOAL = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
/** What search engines think of a page is for information: the map and what people searched for are kept from them. */
const WITH_GOAL: readonly Category[] = ["performance", "accessibility", "best-practices"];
const METRICS = {
  FCP: "first-contentful-paint",
  LCP: "largest-contentful-paint",
  TBT: "total-blocking-time",
  CLS: "cumulative-layout-shift",
  SI: "speed-index",
};
/** As many as can be mended in a day. */
const MOST_AUDITS = 5;

type Category = (typeof CATEGORIES)[number];

interface Page {
  readonly name: string;
  readonly path: string;
}

interface Visit {
  readonly result: Result;
  /** 0–100. */
  readonly scores: Readonly<Record<Category, number>>;
}

/**
 * Google's own marks for the pages that people come to first, on the phone and the slow network that Lighthouse reckons with by
 * default. The middle of three visits, each with an empty cache. Asks the product that is up. With `--profile <folder>` the whole
 * report of each page's middle visit is left there.
 */
export async function benchLighthouse(run: BenchRun): Promise<void> {
  const origin = process.env.PWA_URL ?? "";
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    chromiumSandbox: false,
    args: ["--mute-audio", "--disable-component-update", `--remote-debugging-port=${port}`],
  });
  try {
    for (const page of await pagesToVisit()) {
      const address = new URL(page.path, origin).href;
      // The first visit makes the page and its pictures, which every later one is given from what is kept.
      await fetch(address);
      const visits: Visit[] = [];
      const runs = run.pace === QUICK_PACE ? 1 : RUNS;
      while (visits.length < runs) {
        run.signal.throwIfAborted();
        // Now and then the browser's record of a visit lacks its beginning; then Lighthouse itself asks for another.
        visits.push(await visit(address, port).catch(() => visit(address, port)));
      }
      report(run, page, visits);
      if (run.profileFolder) await keepReport(run.profileFolder, page, middleOf(visits));
    }
  } finally {
    await browser.close();
  }
}

/** The pages of the requirement, with an event, a theatre and a great house that this world has on sale. */
async function pagesToVisit(): Promise<Page[]> {
  const db = openDatabase(process.env.DATABASE_URL ?? "", { poolSize: 1 });
  try {
    const onSale = await db.performance.findMany({
      where: {
        status: "published",
        cellCount: 1,
        saleStartsAt: { lt: new Date() },
        saleEndsAt: { gt: new Date() },
        event: { status: "published" },
      },
      orderBy: [{ seatCount: "asc" }, { id: "asc" }],
      select: { id: true, seatCount: true, event: { select: { slug: true, title: true, kind: true } } },
    });
    const shows = onSale.filter(({ event }) => event.kind === "show");
    const middling = shows[Math.floor(shows.length / 2)];
    const largest = onSale.at(-1);
    if (!middling || !largest) throw new Error("Nothing is on sale");
    const words = encodeURIComponent(middling.event.title.split(" ")[0] ?? "");
    const seats = ({ id, seatCount }: typeof largest) => ({
      name: `seats of a house of ${seatCount.toLocaleString("en")}`,
      path: `/performances/${id}/seats`,
    });
    return [
      { name: "home", path: "/" },
      { name: "search", path: `/search?q=${words}` },
      { name: "event", path: `/events/${middling.event.slug}` },
      seats(middling),
      seats(largest),
    ];
  } finally {
    await db.$disconnect();
  }
}

async function visit(address: string, port: number): Promise<Visit> {
  const answer = await lighthouse(address, { port, logLevel: "silent", onlyCategories: [...CATEGORIES] });
  if (!answer) throw new Error(`Lighthouse said nothing of ${address}`);
  const { lhr: result } = answer;
  if (result.runtimeError) throw new Error(`${address}: ${result.runtimeError.message}`);
  const scoreOf = (category: Category) => Math.round((result.categories[category]?.score ?? 0) * 100);
  return {
    result,
    scores: {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      "best-practices": scoreOf("best-practices"),
      seo: scoreOf("seo"),
    },
  };
}

function report(run: BenchRun, page: Page, visits: readonly Visit[]): void {
  const { result } = middleOf(visits);
  const scoreOf = (category: Category) => median(visits.map(({ scores }) => scores[category]));
  const said = WITH_GOAL.map((category) => `${category} ${scoreOf(category)}`).join(", ");
  const each = visits.map(({ scores }) => scores.performance).join(", ");
  run.print(
    `Lighthouse ${page.name}: ${said} (goal ${GOAL}); seo ${scoreOf("seo")}; performance of each visit ${each}`,
  );
  const metrics = Object.entries(METRICS).map(([short, id]) => `${short} ${result.audits[id]?.displayValue ?? "?"}`);
  run.print(`   ${metrics.join(", ")}; speed of this machine by Lighthouse ${result.environment.benchmarkIndex}`);
  for (const category of WITH_GOAL) {
    if (scoreOf(category) >= GOAL) continue;
    for (const line of costliest(result, category)) run.print(`   ${category}: ${line}`);
  }
}

/** The visit whose performance is the middle one. */
function middleOf(visits: readonly Visit[]): Visit {
  const sorted = visits.toSorted((one, other) => one.scores.performance - other.scores.performance);
  return sorted[Math.floor(sorted.length / 2)] as Visit;
}

/** The audits that take most from a category, those that weigh in its score before those that only explain it by milliseconds they would save. */
function costliest(result: Result, category: Category): string[] {
  const audits = (result.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = result.audits[id];
    if (!audit || audit.score === null || audit.score >= 0.9) return [];
    // Layout shift has no unit of time; the others are waits of one load, of which the longest counts.
    const { FCP = 0, LCP = 0, TBT = 0 } = audit.metricSavings ?? {};
    const savedMs = Math.max(FCP, LCP, TBT);
    return [{ audit, lost: weight * (1 - audit.score), savedMs }];
  });
  return audits
    .filter(({ lost, savedMs }) => lost > 0 || savedMs > 0)
    .toSorted((one, other) => other.lost - one.lost || other.savedMs - one.savedMs)
    .slice(0, MOST_AUDITS)
    .map(({ audit, lost, savedMs }) => {
      const cost = lost > 0 ? `${lost.toFixed(1)} points` : `${Math.round(savedMs)} ms`;
      return `${audit.id}, ${cost}${audit.displayValue ? `: ${audit.displayValue}` : ""}`;
    });
}

async function keepReport(folder: string, { name }: Page, { result }: Visit): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `lighthouse-${name.replaceAll(/[^a-z0-9]+/g, "-")}`);
  await writeFile(`${file}.html`, generateReport(result, "html"));
  await writeFile(`${file}.json`, generateReport(result, "json"));
}
