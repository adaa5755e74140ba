import type { OfficeEventView } from "@usher/api/contract";
import { readMoney, typedMoney } from "../format/typed-money.ts";
import { instantAt, venueTime } from "../format/venue-time.ts";

type OfficePerformance = OfficeEventView["performances"][number];

/** How places are sold: whole, from stop to stop, or by days. */
export type PartsKind = "whole" | "stops" | "days";

/** A stop as typed, times by the venue's clock. Nobody arrives at the first, nobody leaves the last. */
export interface StopDraft {
  /** Of the row in the form. */
  readonly key: string;
  readonly name: string;
  readonly chinese: string;
  readonly arrives: string;
  readonly leaves: string;
}

export interface DayDraft {
  readonly key: string;
  readonly opens: string;
  readonly closes: string;
}

export interface PartsDraft {
  readonly kind: PartsKind;
  readonly stops: readonly StopDraft[];
  readonly days: readonly DayDraft[];
  /** Face prices as typed, by "from to" and category. */
  readonly fares: Readonly<Record<string, Readonly<Record<number, string>>>>;
}

export type PartsProblem = `stop ${string}` | `day ${string}` | `fare ${string}` | "parts";

export const MOST_CELLS = 40;

export const newStop = (): StopDraft => ({ key: crypto.randomUUID(), name: "", chinese: "", arrives: "", leaves: "" });
export const newDay = (): DayDraft => ({ key: crypto.randomUUID(), opens: "", closes: "" });
export const noParts: PartsDraft = { kind: "whole", stops: [], days: [], fares: {} };

/** Every part of so many cells but all of them, shorter ones first. */
export function partsOfCells(count: number): { key: string; from: number; to: number }[] {
  return Array.from({ length: Math.max(0, count - 1) }, (_, at) => at + 1).flatMap((length) =>
    Array.from({ length: count - length + 1 }, (_, from) => ({
      key: `${from} ${from + length}`,
      from,
      to: from + length,
    })),
  );
}

/** How many cells the rows make: a leg between two stops, a day a row. */
export function cellCountOf({ kind, stops, days }: PartsDraft): number {
  if (kind === "stops") return Math.max(0, stops.length - 1);
  return kind === "days" ? days.length : 0;
}

/** The parts of a performance that is there, as typed. */
export function partsDraftOf({ cells, categories, venue, currency }: OfficePerformance): PartsDraft {
  const [first] = cells;
  if (!first) return noParts;
  const time = (iso: string | undefined) => (iso ? venueTime(iso, venue.timeZone) : "");
  const fares: Record<string, Record<number, string>> = {};
  for (const { chartCategory, fares: own } of categories)
    for (const { from, to, faceMinor } of own)
      fares[`${from} ${to}`] = { ...fares[`${from} ${to}`], [chartCategory]: typedMoney(faceMinor, currency) };
  if (first.fromName === null) {
    const days = cells.map(({ startsAt, endsAt }, at) => ({
      key: String(at),
      opens: time(startsAt),
      closes: time(endsAt),
    }));
    return { kind: "days", stops: [], days, fares };
  }
  const start = {
    key: "0",
    name: first.fromName,
    chinese: first.fromChinese,
    arrives: "",
    leaves: time(first.startsAt),
  };
  const rest = cells.map(({ toName, toChinese, endsAt }, at) => ({
    key: String(at + 1),
    name: toName ?? "",
    chinese: toChinese,
    arrives: time(endsAt),
    leaves: time(cells[at + 1]?.startsAt),
  }));
  return { kind: "stops", stops: [start, ...rest], days: [], fares };
}

interface Setting {
  readonly timeZone: string;
  readonly currency: string;
  /** Chart categories that have a price. */
  readonly sold: readonly number[];
  readonly before: OfficePerformance | null;
}

/** Legs or days as the server takes them, and the fares of each category; or the rows that cannot be read. */
export function readParts(parts: PartsDraft, { timeZone, currency, sold, before }: Setting) {
  const problems: PartsProblem[] = [];
  const known = before?.venue.timeZone === timeZone ? before.cells : [];
  // A time that still reads as it did keeps its instant: in the hour that the clocks repeat, its text means the first reading.
  const instant = (text: string, was: string | undefined) =>
    was && venueTime(was, timeZone) === text ? was : instantAt(text, timeZone);
  const count = cellCountOf(parts);
  if (parts.kind !== "whole" && count < 1) problems.push("parts");
  const cells =
    parts.kind === "stops"
      ? parts.stops.slice(1).map((to, at) => {
          const from = parts.stops[at] as StopDraft;
          const startsAt = instant(from.leaves, known[at]?.startsAt);
          const endsAt = instant(to.arrives, known[at]?.endsAt);
          if (from.name.trim() === "" || startsAt === null) problems.push(`stop ${from.key}`);
          if (to.name.trim() === "" || endsAt === null) problems.push(`stop ${to.key}`);
          return {
            ...{ startsAt: startsAt ?? "", endsAt: endsAt ?? "" },
            ...{ fromName: from.name.trim(), toName: to.name.trim() },
            ...{ fromChinese: from.chinese.trim(), toChinese: to.chinese.trim() },
          };
        })
      : parts.kind === "days"
        ? parts.days.map((day, at) => {
            const startsAt = instant(day.opens, known[at]?.startsAt);
            const endsAt = instant(day.closes, known[at]?.endsAt);
            if (startsAt === null || endsAt === null) problems.push(`day ${day.key}`);
            const stops = { fromName: null, toName: null, fromChinese: "", toChinese: "" };
            return { startsAt: startsAt ?? "", endsAt: endsAt ?? "", ...stops };
          })
        : [];
  const fares = partsOfCells(count).flatMap(({ key, from, to }) => {
    const typed = sold.map((category) => [category, parts.fares[key]?.[category]?.trim() ?? ""] as const);
    // A part without any price is not sold by itself; one that is sold has a price in every category.
    if (typed.every(([, face]) => face === "")) return [];
    return typed.flatMap(([chartCategory, face]) => {
      const faceMinor = readMoney(face, currency);
      if (faceMinor === null || faceMinor === 0) {
        problems.push(`fare ${key}`);
        return [];
      }
      return [{ chartCategory, from, to, faceMinor }];
    });
  });
  const faresOf = (chartCategory: number) =>
    fares
      .filter((fare) => fare.chartCategory === chartCategory)
      .map(({ from, to, faceMinor }) => ({ from, to, faceMinor }));
  return { cells, faresOf, problems: [...new Set(problems)] };
}

/** Half of the way costs more than half, and a day more than its share. */
const CHEAPER_BY_LENGTH = 0.75;

/** Fares by how long each part is, for the cells of empty fields; what is typed stays. Whole units of the currency. */
export function proposeFares(
  parts: PartsDraft,
  cells: readonly { readonly startsAt: string; readonly endsAt: string }[],
  faces: readonly { readonly chartCategory: number; readonly faceMinor: number }[],
  currency: string,
): PartsDraft["fares"] {
  const length = (from: number, to: number) =>
    cells.slice(from, to).reduce((sum, { startsAt, endsAt }) => sum + Date.parse(endsAt) - Date.parse(startsAt), 0);
  const whole = length(0, cells.length);
  const unit = readMoney("1", currency) ?? 1;
  const proposed: Record<string, Record<number, string>> = {};
  for (const { key, from, to } of partsOfCells(cells.length)) {
    const share = (length(from, to) / whole) ** CHEAPER_BY_LENGTH;
    proposed[key] = Object.fromEntries(
      faces.map(({ chartCategory, faceMinor }) => {
        const typed = parts.fares[key]?.[chartCategory] ?? "";
        const minor = Math.max(unit, Math.round((faceMinor * share) / unit) * unit);
        return [chartCategory, typed.trim() === "" ? typedMoney(minor, currency) : typed];
      }),
    );
  }
  return proposed;
}
