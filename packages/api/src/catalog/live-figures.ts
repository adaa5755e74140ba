import { bytesOfSpan, countSeats, readSnapshot } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { readGeometry, seatAt } from "../seating/index.ts";
import type { Services } from "../services.ts";
import type { LiveFiguresView } from "./catalog.schema.ts";
import { countStock, type Stock } from "./category-stock.ts";
import { faceOfSpan, fareOfRow, spansSold } from "./fares.ts";
import { tariffsLeft } from "./tariff-stock.ts";

// A page that a thousand people look at asks a thousand times: a process counts once a second.
const KEPT_MS = 1_000;
const MOST_KEPT = 2_000;
const COUNTED_AT_ONCE = 20;
const FREE = 0x40;

/** How much of a performance is left, in all and of each price category. */
export interface PerformanceStock extends Stock {
  readonly performanceId: string;
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
      quotas: { select: { capacity: true, chartCategories: true } },
      tariffs: { select: { id: true, capacity: true } },
    },
  });
  if (!row || row.status === "draft" || row.event.status === "draft") return null;
  const seats = await snapshotOrNull(services, performanceId);
  if (seats === null) return null;
  const geometry = await readGeometry(services, row.chartRevision.geometryHash);
  const categories = row.categories.map((one) => ({ ...one, fares: one.fares.map(fareOfRow) }));
  const cells = Buffer.from(seats, "latin1");
  const spans = spansSold(categories, row.cellCount).map((span) => {
    const bytes = bytesOfSpan(seats, row.cellCount, span);
    const stock = countStock(geometry, bytes, row.quotas, { bytes: cells, count: row.cellCount, span });
    const free = new Set(stock.categories.filter((one) => one.left > 0).map(({ chartCategory }) => chartCategory));
    const prices = categories.flatMap((one) => {
      const face = faceOfSpan(one, span, row.cellCount);
      return face !== null && free.has(one.chartCategory) ? [face + one.feeMinor] : [];
    });
    return { span, bytes, stock, free, held: countSeats(bytes).held, fromPriceMinor: leastOf(prices) };
  });
  // Of a performance in parts the one with the most room speaks for it, and the cheapest price is that of any.
  const roomiest = spans.reduce((best, one) => (one.stock.left > best.stock.left ? one : best));
  const { bytes, free } = roomiest;
  // A category's price is that of all cells, so what is left at it is what is left of all of them.
  const whole = spans.find(({ span }) => span.to - span.from === row.cellCount) ?? roomiest;
  const now = services.clock.now();
  const isPublished = row.status === "published" && row.event.status === "published";
  const { total, left } = roomiest.stock;
  const isStepFreeLeft = (index: number) =>
    bytes.charCodeAt(index) === FREE && free.has(seatAt(geometry, index)?.category ?? -1);
  const leftAt = await tariffsLeft(services.db, row.tariffs);
  const view: LiveFiguresView = {
    performanceId,
    total,
    left,
    stepFreeLeft: geometry.marks.wheelchair.filter(isStepFreeLeft).length,
    held: roomiest.held,
    fromPriceMinor: leastOf(spans.flatMap(({ fromPriceMinor }) => fromPriceMinor ?? [])),
    currency: row.currency,
    onSale: isPublished && now >= row.saleStartsAt && now < row.saleEndsAt,
    spans:
      row.cellCount === 1
        ? []
        : spans.map(({ span, stock, fromPriceMinor }) => ({ ...span, left: stock.left, fromPriceMinor })),
    tariffs: [...leftAt].map(([tariffId, left]) => ({ tariffId, left })),
  };
  return { view, stock: { ...whole.stock, performanceId, total } };
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
