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

interface Kept {
  readonly until: number;
  readonly figures: Promise<LiveFiguresView | null>;
}
const keptBy = new WeakMap<object, Map<string, Kept>>();

/**
 * How many places are left, held and in all, and the cheapest total that can still be had. Performances that are drafts,
 * unknown or being set up are left out of the answer. At most a second old.
 */
export async function liveFigures(services: Services, performanceIds: readonly string[]): Promise<LiveFiguresView[]> {
  return known(await Promise.all([...new Set(performanceIds)].map((id) => keptFigures(services, id))));
}

/** The same, counted now: what is written down may not begin as something a second old. */
export async function freshFigures(services: Services, performanceIds: readonly string[]): Promise<LiveFiguresView[]> {
  const figures: (LiveFiguresView | null)[] = [];
  const ids = [...new Set(performanceIds)];
  for (let at = 0; at < ids.length; at += COUNTED_AT_ONCE) {
    const some = ids.slice(at, at + COUNTED_AT_ONCE);
    figures.push(...(await Promise.all(some.map((id) => countFigures(services, id)))));
  }
  return known(figures);
}

function known(figures: readonly (LiveFiguresView | null)[]): LiveFiguresView[] {
  return figures.filter((one) => one !== null);
}

function keptFigures(services: Services, performanceId: string): Promise<LiveFiguresView | null> {
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

async function countFigures(services: Services, performanceId: string): Promise<LiveFiguresView | null> {
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
    const free = freeByCategory(geometry, bytes);
    const prices = categories.flatMap((one) => {
      const face = faceOfSpan(one, span, row.cellCount);
      return face !== null && (free.get(one.chartCategory) ?? 0) > 0 ? [face + one.feeMinor] : [];
    });
    return { span, bytes, counts: countSeats(bytes), fromPriceMinor: prices.length > 0 ? Math.min(...prices) : null };
  });
  // Of a performance in parts the one with the most room speaks for it, and the cheapest price is that of any.
  const roomiest = spans.reduce((best, one) => (one.counts.free > best.counts.free ? one : best));
  const { bytes, counts } = roomiest;
  const prices = spans.flatMap(({ fromPriceMinor }) => (fromPriceMinor === null ? [] : [fromPriceMinor]));
  const now = services.clock.now();
  const isPublished = row.status === "published" && row.event.status === "published";
  return {
    performanceId,
    total: counts.total,
    left: counts.free,
    stepFreeLeft: geometry.marks.wheelchair.filter((index) => bytes.charCodeAt(index) === FREE).length,
    held: counts.held,
    fromPriceMinor: prices.length > 0 ? Math.min(...prices) : null,
    currency: row.currency,
    onSale: isPublished && now >= row.saleStartsAt && now < row.saleEndsAt,
    spans:
      row.cellCount === 1
        ? []
        : spans.map(({ span, counts, fromPriceMinor }) => ({ ...span, left: counts.free, fromPriceMinor })),
  };
}

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

/** How many seats of each chart category can be had now. `seats` is the availability, one character a seat. */
export function freeByCategory(geometry: ChartGeometry, seats: string): Map<number, number> {
  const free = new Map<number, number>();
  for (const { first, end, category } of categoryRuns(geometry)) {
    let count = 0;
    for (let index = first; index < end; index++) if (seats.charCodeAt(index) === FREE) count++;
    free.set(category, (free.get(category) ?? 0) + count);
  }
  return free;
}
