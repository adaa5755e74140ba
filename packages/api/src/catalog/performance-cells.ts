import { z } from "zod";
import type { Span } from "../availability/index.ts";
import type { Locale } from "./event-texts.ts";

/** A leg of a journey or a day of a fair, in the reader's language. A day has no stops. */
export interface NamedCell {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly fromName: string | null;
  readonly toName: string | null;
}

interface CellRow extends NamedCell {
  readonly position: number;
  readonly translations: unknown;
}

const stopsShape = z.object({
  zh: z.object({ fromName: z.string().optional(), toName: z.string().optional() }).optional(),
});

/** The cells of a performance in order; none for one that is sold whole. */
export function cellsIn(rows: readonly CellRow[], locale: Locale): NamedCell[] {
  const inOrder = [...rows].sort((one, other) => one.position - other.position);
  return inOrder.map(({ startsAt, endsAt, fromName, toName, translations }) => {
    const chinese = locale === "zh" ? stopsShape.safeParse(translations).data?.zh : undefined;
    return { startsAt, endsAt, fromName: chinese?.fromName || fromName, toName: chinese?.toName || toName };
  });
}

interface PerformanceWithCells {
  readonly startsAt: Date;
  readonly doorsAt: Date | null;
  readonly endsAt: Date | null;
  readonly cells: readonly CellRow[];
}

/** What a line is for: the performance, or the part of it that was bought. */
export interface BoughtPart {
  readonly startsAt: Date;
  /** Of those who come on the first day or get on at the first stop. */
  readonly doorsAt: Date | null;
  readonly endsAt: Date | null;
  /** Whether it begins at the venue; who gets on at a later stop begins there. */
  readonly isAtVenue: boolean;
  /** Where a journey begins and ends; null of anything else. */
  readonly fromName: string | null;
  readonly toName: string | null;
  /** When the last of several days begins; null of one day. */
  readonly lastDayAt: Date | null;
}

/** When and whence what was bought begins and ends: boarding and arrival, the first day's opening and the last one's close. */
export function boughtPart(performance: PerformanceWithCells, { from, to }: Span, locale: Locale): BoughtPart {
  const { startsAt, doorsAt, endsAt } = performance;
  const cells = cellsIn(performance.cells, locale);
  const [first, last] = [cells[from], cells[to - 1]];
  if (!first || !last)
    return { startsAt, doorsAt, endsAt, isAtVenue: true, fromName: null, toName: null, lastDayAt: null };
  const isDay = first.fromName === null;
  return {
    startsAt: first.startsAt,
    doorsAt: from === 0 ? doorsAt : null,
    endsAt: last.endsAt,
    isAtVenue: isDay || from === 0,
    fromName: first.fromName,
    toName: last.toName,
    lastDayAt: isDay && last !== first ? last.startsAt : null,
  };
}

/** "Rotterdam to Cologne, arrives Sat 22:37", "until Sun 13 Jun"; null where the beginning says it all. */
export function partText(part: BoughtPart, timeZone: string, locale: Locale): string | null {
  const format = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { timeZone, ...parts });
  if (part.lastDayAt) {
    const day = format({ weekday: "short", day: "numeric", month: "short" }).format(part.lastDayAt).replace(",", "");
    return locale === "zh" ? `至${day}` : `until ${day}`;
  }
  if (part.fromName === null || part.toName === null || part.endsAt === null) return null;
  const arrives = format({ weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .format(part.endsAt)
    .replace(",", "");
  return locale === "zh"
    ? `${part.fromName}至${part.toName}，${arrives} 到达`
    : `${part.fromName} to ${part.toName}, arrives ${arrives}`;
}
