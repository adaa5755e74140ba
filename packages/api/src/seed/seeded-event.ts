import type { EventKind } from "@usher/db";
import type { Texts } from "../catalog/event-texts.ts";

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

export interface SeededEvent {
  readonly slug: string;
  readonly venue: string;
  readonly kind: EventKind;
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

export const words = (title: string, subtitle: string, description: string): Texts => ({
  title,
  subtitle,
  description,
});
