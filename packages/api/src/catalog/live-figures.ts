import { bytesOfSpan, countSeats, readSnapshot } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { type ChartGeometry, readGeometry } from "../seating/index.ts";
import type { Services } from "../services.ts";
import type { LiveFiguresView } from "./catalog.schema.ts";
import { faceOfSpan, fareOfRow, spansSold } from "./fares.ts";

// A page that a thousand people look at asks a thousand times: a process counts once a second.
const KEPT_MS = 1_000;
const MOST_KEPT = 2_000;
const COUNTED_AT_ONCE = 20;

/** How much of a performance is left, in all and of each price category. */
export interface PerformanceStock {
  readonly performanceId: string;
  readonly total: number;
  readonly left: number;
  readonly categories: readonly { readonly chartCategory: number; readonly total: number; readonly left: number }[];
}

interface Counted {
  readonly view: LiveFiguresView;
  readonly stock: PerformanceStock;
}
interface Kept {
  readonly until: number;
  readonly figures: Promise<Counted | null>;
}
const keptBy = new WeakMap<object, Map<string, Kept>>();

/**
 * How many places are left, held and in all, and the cheapest total that can still be had. Performances that are drafts,
 * unknown or being set up are left out of the answer. At most a second old.
 */
export async function liveFigures(services: Services, performanceIds: readonly string[]): Promise<LiveFiguresView[]> {
  const counted = await Promise.all([...new Set(performanceIds)].map((id) => keptFigures(services, id)));
  return known(counted).map(({ view }) => view);
}

/** The same, counted now: what is written down may not begin as something a second old. */
export async function freshFigures(services: Services, performanceIds: readonly string[]): Promise<LiveFiguresView[]> {
  return known(await someAtOnce(performanceIds, (id) => countFigures(services, id))).map(({ view }) => view);
}

/** What is left of each category of these performances, for those who sell by category; at most a second old. Leaves out what `liveFigures` does. */
export async function stockOf(services: Services, performanceIds: readonly string[]): Promise<PerformanceStock[]> {
  return known(await someAtOnce(performanceIds, (id) => keptFigures(services, id))).map(({ stock }) => stock);
}

async function someAtOnce<T>(performanceIds: readonly string[], count: (id: string) => Promise<T>): Promise<T[]> {
  const counted: T[] = [];
  const ids = [...new Set(performanceIds)];
  for (let at = 0; at < ids.length; at += COUNTED_AT_ONCE) {
    counted.push(...(await Promise.all(ids.slice(at, at + COUNTED_AT_ONCE).map(count))));
  }
  return counted;
}

function known(counted: readonly (Counted | null)[]): Counted[] {
  return counted.filter((one) => one !== null);
}

function keptFigures(services: Services, performanceId: string): Promise<Counted | null> {
  let kept = keptBy.get(services.db);
  if (!kept) {
    kept = new Map();
    keptBy.set(services.db, kept);
  }
  const known = kept.get(performanceId);
  if (known && known.until > Date.now()) return known.figures;
  if (kept.size >= MOST_KEPT) kept.clear();
  const figures = countFigures(services, performanceId);
  const mine: Kept = { until: Date.now() + KEPT_MS, figures };
  kept.set(performanceId, mine);
  figures.catch(() => {
    if (kept.get(performanceId) === mine) kept.delete(performanceId);
  });
  return figures;
}

async function countFigures(services: Services, performanceId: string): Promise<Counted | null> {
  const row = await services.db.performance.findUnique({
    where: { id: performanceId },
    select: {
      status: true,
      currency: true,
      saleStartsAt: true,
      saleEndsAt: true,
      event: { select: { status: true } },
      cellCount: true,
      categories: { select: { chartCategory: true, faceMinor: true, feeMinor: true, fares: true } },
      chartRevision: { select: { geometryHash: true } },
    },
  });
  if (!row || row.status === "draft" || row.event.status === "draft") return null;
  const seats = await snapshotOrNull(services, performanceId);
  if (seats === null) return null;
  const geometry = await readGeometry(services, row.chartRevision.geometryHash);
  const categories = row.categories.map((one) => ({ ...one, fares: one.fares.map(fareOfRow) }));
  const spans = spansSold(categories, row.cellCount).map((span) => {
    const bytes = bytesOfSpan(seats, row.cellCount, span);
    const stock = stockByCategory(geometry, bytes);
    const free = new Set(stock.filter((one) => one.left > 0).map(({ chartCategory }) => chartCategory));
    const prices = categories.flatMap((one) => {
      const face = faceOfSpan(one, span, row.cellCount);
      return face !== null && free.has(one.chartCategory) ? [face + one.feeMinor] : [];
    });
    return { span, bytes, stock, counts: countSeats(bytes), fromPriceMinor: leastOf(prices) };
  });
  // Of a performance in parts the one with the most room speaks for it, and the cheapest price is that of any.
  const roomiest = spans.reduce((best, one) => (one.counts.free > best.counts.free ? one : best));
  const { bytes, counts } = roomiest;
  // A category's price is that of all cells, so what is left at it is what is left of all of them.
  const whole = spans.find(({ span }) => span.to - span.from === row.cellCount) ?? roomiest;
  const now = services.clock.now();
  const isPublished = row.status === "published" && row.event.status === "published";
  const { total, free: left } = counts;
  const view: LiveFiguresView = {
    performanceId,
    total,
    left,
    stepFreeLeft: geometry.marks.wheelchair.filter((index) => bytes.charCodeAt(index) === FREE).length,
    held: counts.held,
    fromPriceMinor: leastOf(spans.flatMap(({ fromPriceMinor }) => fromPriceMinor ?? [])),
    currency: row.currency,
    onSale: isPublished && now >= row.saleStartsAt && now < row.saleEndsAt,
    spans:
      row.cellCount === 1
        ? []
        : spans.map(({ span, counts, fromPriceMinor }) => ({ ...span, left: counts.free, fromPriceMinor })),
  };
  return { view, stock: { performanceId, total, left: whole.counts.free, categories: whole.stock } };
}

const leastOf = (amounts: readonly number[]) => (amounts.length > 0 ? Math.min(...amounts) : null);

async function snapshotOrNull(services: Services, performanceId: string): Promise<string | null> {
  try {
    return (await readSnapshot(services, performanceId)).seats;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

interface CategoryRun {
  readonly first: number;
  readonly end: number;
  readonly category: number;
}
const runsOf = new WeakMap<ChartGeometry, readonly CategoryRun[]>();

/** Seats of one category that follow each other, in index order: a few hundred runs stand for a hundred thousand seats. */
function categoryRuns(geometry: ChartGeometry): readonly CategoryRun[] {
  const known = runsOf.get(geometry);
  if (known) return known;
  const runs: { first: number; end: number; category: number }[] = [];
  const add = (first: number, count: number, category: number) => {
    const last = runs.at(-1);
    if (last && last.end === first && last.category === category) last.end += count;
    else runs.push({ first, end: first + count, category });
  };
  for (const { rows, standing } of geometry.sections) {
    if (standing) add(standing.first, standing.count, standing.category);
    for (const row of rows) {
      const { category } = row;
      if (typeof category === "number") add(row.first, row.count, category);
      else for (const [offset, one] of category.entries()) add(row.first + offset, 1, one);
    }
  }
  runsOf.set(geometry, runs);
  return runs;
}

const FREE = 0x40;
const NOT_FOR_SALE = 3;

/** How many seats each chart category has, and how many of them can be had now. `seats` is the availability, one character a seat. */
function stockByCategory(geometry: ChartGeometry, seats: string): PerformanceStock["categories"] {
  const stock = new Map<number, { chartCategory: number; total: number; left: number }>();
  for (const { first, end, category } of categoryRuns(geometry)) {
    const counted = stock.get(category) ?? { chartCategory: category, total: 0, left: 0 };
    stock.set(category, counted);
    for (let index = first; index < end; index++) {
      const byte = seats.charCodeAt(index);
      if ((byte & NOT_FOR_SALE) !== NOT_FOR_SALE) counted.total++;
      if (byte === FREE) counted.left++;
    }
  }
  return [...stock.values()];
}
