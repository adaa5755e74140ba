import type { EventKind } from "@usher/db";
import type { Texts } from "../catalog/event-texts.ts";
import type { Genre } from "../catalog/genres.ts";

/** One evening. `soldShare` is how much of the house is sold; days are counted from the seed's first day. */
export interface SeededPerformance {
  readonly day: number;
  readonly time: string;
  readonly minutes: number;
  readonly soldShare: number;
  /** Days from the first day at which the sale opens; below zero it is open. */
  readonly saleOpensDay: number;
  /** Each demo buyer has two seats here. */
  readonly hasDemoOrders?: boolean;
}

/** Where a journey stops: `arrives` minutes after it began, leaving some minutes later. */
export interface SeededStop {
  readonly name: string;
  readonly chinese: string;
  readonly arrives: number;
  readonly waits: number;
}

export const stop = (name: string, chinese: string, arrives: number, waits = 3): SeededStop => ({
  name,
  chinese,
  arrives,
  waits,
});

export interface SeededEvent {
  readonly slug: string;
  readonly venue: string;
  readonly kind: EventKind;
  readonly genre: Genre;
  /** Keys of those who play, the first named first; of a fixture the home team. */
  readonly performers?: readonly string[];
  readonly isDraft?: boolean;
  /** Chosen by eye, so that a match looks like one and neighbours differ in ink. */
  readonly posterSeed: number;
  readonly english: Texts;
  readonly chinese: Texts;
  readonly currency: string;
  readonly taxRateBasisPoints: number;
  /** Total of the dearest and of the cheapest category, fee included; those between are spread evenly. */
  readonly dearestMinor: number;
  readonly cheapestMinor: number;
  /** Prices are whole multiples of it. */
  readonly stepMinor: number;
  readonly ticketLimit: number;
  /** The stops of a journey; each way between two of them is sold, also to those who go on. */
  readonly stops?: readonly SeededStop[];
  /** Of a fair of several days: one day after the other from each performance's on, sold one by one and together. */
  readonly days?: number;
  readonly performances: readonly SeededPerformance[];
}

/** An evening whose sale has been open for a month, unless said otherwise. */
export const evening = (day: number, soldShare: number, more: Partial<SeededPerformance> = {}): SeededPerformance => ({
  day,
  time: "20:00",
  minutes: 150,
  saleOpensDay: -30,
  soldShare,
  ...more,
});

/** The days on which something comes again: some days of each week, counted from the first. */
export const weekly = (from: number, weeks: number, offsets: readonly number[]): number[] =>
  Array.from({ length: weeks }, (_, week) => offsets.map((offset) => from + week * 7 + offset)).flat();

/**
 * One evening a day, the first sold to `soldShare` and each later one less, since people buy what comes soon: the last
 * third is hardly sold at all.
 */
export const run = (
  days: readonly number[],
  soldShare: number,
  more: Partial<SeededPerformance> = {},
): SeededPerformance[] =>
  days.map((day, at) => {
    const ahead = Math.max(0, 1 - (at * 1.5) / days.length);
    return evening(day, Math.round(soldShare * ahead ** 2 * 1_000) / 1_000, more);
  });

export const words = (title: string, subtitle: string, description: string): Texts => ({
  title,
  subtitle,
  description,
});
