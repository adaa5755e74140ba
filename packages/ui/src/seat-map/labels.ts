import { COMPANION, RESTRICTED_VIEW, WHEELCHAIR } from "./chart-index.ts";
import type { SeatState } from "./seat-byte.ts";
import type { SeatMapStore } from "./store.ts";

export type SeatMark = "wheelchair" | "companion" | "restrictedView" | "aisle";

/** Everything that is said about a seat. `row` and `seat` are null for a standing place. */
export interface SeatDescription {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  /** The whole price, as it is read. */
  readonly price: string;
  readonly state: SeatState | "chosen";
  readonly marks: readonly SeatMark[];
}

/** The shapes of the map that a legend explains. */
export type SeatSign = "free" | "resale" | "held" | "sold" | "chosen" | "wheelchair" | "companion";

/** The words of the seat map. The app supplies them in the reader's language. */
export interface SeatMapLabels {
  /** The map as a whole, e.g. "Seat map". */
  readonly map: string;
  readonly stage: string;
  readonly overview: string;
  readonly closer: string;
  readonly further: string;
  readonly wholeHouse: string;
  /** e.g. "Section 112, row F, seat 14, €85.50, available, aisle". */
  seatName(seat: SeatDescription): string;
  /** The label over chosen neighbours, e.g. "G 12, 13". */
  chosenGroup(group: { row: string; seats: readonly string[] }): string;
  /** e.g. "Standing, 2". */
  chosenStanding(standing: { section: string; count: number }): string;
  /** e.g. "Seat 14 was just taken; seat 15 is next to it." `next` is null when no neighbour is free. */
  seatTaken(event: { seat: SeatDescription; next: SeatDescription | null }): string;
  seatChosen(seat: SeatDescription): string;
  seatLetGo(seat: SeatDescription): string;
  limitReached(limit: number): string;
  /** The name of the grid of one section, e.g. "Seats of section 112". */
  sectionGrid(section: string): string;
  /** What the keys do, read with the grid. */
  readonly gridKeys: string;
  readonly chooseSection: string;
  rowName(row: string): string;
  /** A section as an option and as a fold: "112" or "Section 112". */
  sectionName(section: string): string;
  /** The second line of a fold, e.g. "23 seats, rows A to T". `rows` is null for a standing section. */
  sectionSummary(section: { left: number; rows: readonly [first: string, last: string] | null }): string;
  /** The list when no seat is left for the filter. */
  readonly nothingLeft: string;
  readonly prices: string;
  readonly soldOut: string;
  readonly shapes: string;
  readonly signs: Readonly<Record<SeatSign, string>>;
  /** The group of the stepper, e.g. "Places in Standing". */
  standingPlaces(section: string): string;
  placesLeft(count: number): string;
  readonly oneLess: string;
  readonly oneMore: string;
}

/** Puts a seat into the terms in which it is said. Throws for an index the chart does not have. */
export function describeSeat(store: SeatMapStore, index: number): SeatDescription {
  const { chart } = store;
  const section = chart.sections[chart.sectionOf[index] ?? -1]?.section;
  if (!section) throw new Error(`The chart has no seat ${index}`);
  const row = chart.rows[chart.rowOf[index] as number]?.row ?? null;
  const bits = chart.marksOf[index] as number;
  const marks: SeatMark[] = [];
  if (bits & WHEELCHAIR) marks.push("wheelchair");
  if (bits & COMPANION) marks.push("companion");
  if (bits & RESTRICTED_VIEW) marks.push("restrictedView");
  if (row && (index === row.first || index === row.first + row.count - 1)) marks.push("aisle");
  return {
    section: section.name,
    row: row?.name ?? null,
    seat: row ? (row.labels[index - row.first] ?? null) : null,
    price: store.priceOf(index),
    state: store.isMine(index) ? "chosen" : store.stateOf(index),
    marks,
  };
}
