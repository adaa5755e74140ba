import type { Prisma } from "@usher/db";
import { type BoughtPart, boughtPart, partText } from "../catalog/index.ts";
import { formatMoney } from "../kernel/money.ts";
import { seatNameText } from "../seating/index.ts";
import type { Services } from "../services.ts";
import type { LetterLocale } from "./letters/frame.ts";
import { dayAt, pageUrl, percent, spokenCode, timeAt, titleIn } from "./letters/letter-words.ts";
import type { OccasionFacts, OrderPaidFacts } from "./letters/order-paid-letter.ts";
import { ORDER_WORDS } from "./letters/order-words.ts";

export const ORDER_FOR_LETTER = { lines: { orderBy: { id: "asc" } }, organizer: { select: { name: true } } } as const;

export type OrderForLetter = Prisma.OrderGetPayload<{ include: typeof ORDER_FOR_LETTER }>;
type OrderLine = OrderForLetter["lines"][number];
const PERFORMANCE_FOR_LETTER = { event: true, venue: true, cells: true } as const;
export type PerformanceForLetter = Prisma.PerformanceGetPayload<{ include: typeof PERFORMANCE_FOR_LETTER }>;

/** The performances that some lines are for, by time. */
export async function performancesOf(services: Services, lines: readonly OrderLine[]): Promise<PerformanceForLetter[]> {
  return services.db.performance.findMany({
    where: { id: { in: [...new Set(lines.map((line) => line.performanceId))] } },
    include: PERFORMANCE_FOR_LETTER,
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
}

interface PartOfOrder {
  readonly performance: PerformanceForLetter;
  readonly part: BoughtPart;
  readonly lines: readonly OrderLine[];
}

/** What was bought of each performance: all of it, or some of its stops or days. */
function partsOf(
  lines: readonly OrderLine[],
  performances: readonly PerformanceForLetter[],
  locale: LetterLocale,
): PartOfOrder[] {
  return performances.flatMap((performance) => {
    const own = lines.filter((line) => line.performanceId === performance.id);
    const spans = Map.groupBy(own, ({ fromCell, toCell }) => `${fromCell} ${toCell}`);
    return [...spans.values()].map((some) => {
      const span = { from: some[0]?.fromCell ?? 0, to: some[0]?.toCell ?? 1 };
      return { performance, part: boughtPart(performance, span, locale), lines: some };
    });
  });
}

/** What, when, where and which seats, for each part of a performance that some lines are for. */
export function occasionsOf(
  lines: readonly OrderLine[],
  performances: readonly PerformanceForLetter[],
  locale: LetterLocale,
): OccasionFacts[] {
  return partsOf(lines, performances, locale).map(({ performance, part, lines: own }) => {
    const { event, venue } = performance;
    const { startsAt, doorsAt } = part;
    const comma = locale === "zh" ? " " : ", ";
    const start = `${dayAt(startsAt, venue.timeZone, locale)}${comma}${timeAt(startsAt, venue.timeZone)}`;
    const doors = doorsAt ? ORDER_WORDS[locale].doors(timeAt(doorsAt, venue.timeZone)) : "";
    return {
      ...titleIn(event, locale),
      lines: [
        start + doors,
        partText(part, venue.timeZone, locale),
        part.isAtVenue ? `${venue.name}, ${venue.city}` : null,
      ].filter((line) => line !== null),
      seats: own
        .filter((line) => line.kind === "seat")
        .map((line) => ({ name: seatNameText(line, locale), category: line.categoryName })),
    };
  });
}

/** Everything the letter after a payment says. */
export function orderPaidFacts(
  services: Services,
  order: OrderForLetter,
  performances: readonly PerformanceForLetter[],
  locale: LetterLocale,
): OrderPaidFacts {
  const { PWA_URL } = services.env;
  const first = performances[0];
  if (!first) throw new Error(`Order ${order.id} is for no performance`);
  return {
    orderCode: spokenCode(order.code),
    posterUrl: new URL(`/api/posters/${first.event.posterSeed}?w=780&as=jpeg`, PWA_URL).href,
    occasions: occasionsOf(order.lines, performances, locale),
    next: nextSteps(order, performances, locale, services.clock.now()),
    amounts: amountRows(order, locale),
    total: formatMoney(order.totalMinor, order.currency, locale),
    paidSentence: paidSentence(order, first.venue.timeZone, locale),
    organizerName: order.organizer.name,
    ticketsUrl: pageUrl(PWA_URL, locale, "/tickets"),
    calendarUrl: new URL(`/api/orders/${order.id}/calendar.ics`, PWA_URL).href,
  };
}

const grossOf = (line: OrderLine) => line.netMinor + line.taxMinor;

/** Until when the money may be asked back (orders for one performance, whose rule is one sentence), and when doors open. */
function nextSteps(
  order: OrderForLetter,
  performances: readonly PerformanceForLetter[],
  locale: LetterLocale,
  now: Date,
): OrderPaidFacts["next"] {
  const words = ORDER_WORDS[locale];
  const next: { when: string; what: string }[] = [];
  const [only, second] = performances;
  if (only?.refundUntil && !second && only.refundUntil > now) {
    const seatCount = order.lines.filter((line) => line.kind === "seat").length;
    const back = Math.max(0, order.totalMinor - seatCount * only.refundFeeMinor);
    next.push({
      when: words.until(dayAt(only.refundUntil, only.venue.timeZone, locale)),
      what: words.changeMind(formatMoney(back, order.currency, locale)),
    });
  }
  for (const { performance, part } of partsOf(order.lines, performances, locale)) {
    const { doorsAt } = part;
    const { venue } = performance;
    if (!doorsAt) continue;
    const when = words.doorsOpen(dayAt(doorsAt, venue.timeZone, locale), timeAt(doorsAt, venue.timeZone));
    next.push({ when, what: words.doorsDetail });
  }
  return next;
}

/** Lines of one kind and price are one row: "2 tickets at €79.00". */
function amountRows(order: OrderForLetter, locale: LetterLocale): [string, string][] {
  const words = ORDER_WORDS[locale];
  const groups = new Map<string, { kind: string; priceMinor: number; count: number }>();
  for (const line of order.lines) {
    const key = `${line.kind} ${grossOf(line)}`;
    const group = groups.get(key) ?? { kind: line.kind, priceMinor: grossOf(line), count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const all = [...groups.values()];
  const rowsOf = (kind: string, label: (count: number, price: string) => string): [string, string][] =>
    all
      .filter((group) => group.kind === kind)
      .map(({ count, priceMinor }) => [label(count, money(priceMinor)), money(count * priceMinor)]);
  return [...rowsOf("seat", words.ticketsAt), ...rowsOf("fee", words.feesAt)];
}

function paidSentence(order: OrderForLetter, timeZone: string, locale: LetterLocale): string {
  const words = ORDER_WORDS[locale];
  const paidAt = order.paidAt ?? order.createdAt;
  const comma = locale === "zh" ? " " : ", ";
  const paid = words.paidAt(`${dayAt(paidAt, timeZone, locale)}${comma}${timeAt(paidAt, timeZone)}`);
  const taxMinor = order.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  if (taxMinor === 0) return paid;
  const rates = new Set(order.lines.filter((line) => line.taxMinor > 0).map((line) => line.taxRateBasisPoints));
  const [rate] = rates;
  const tax = words.tax(
    formatMoney(taxMinor, order.currency, locale),
    rates.size === 1 && rate !== undefined ? percent(rate) : "",
  );
  return `${paid}${locale === "zh" ? "" : " "}${tax}`;
}
