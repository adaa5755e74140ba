import { nearestEqual } from "@usher/api/choosing";
import type { ChartGeometry } from "@usher/api/geometry";
import { type ChartIndex, indexChart } from "./chart-index.ts";
import { CLOSED, FREE, RESALE, SEAT_STATES, type SeatState, SOLD, stateCodeOf, stateCodesOf } from "./seat-byte.ts";

export interface SeatMapInput {
  readonly geometry: ChartGeometry;
  /** One availability byte a seat. */
  readonly bytes: string;
  /** Price tier 1 (dearest) to 5, by category. */
  readonly tierOfCategory: readonly number[];
  /** The whole price of one seat as it is read, by category. */
  readonly priceOfCategory: readonly string[];
  /** How many places one person may choose. */
  readonly limit?: number;
  /** Milliseconds; tells the last minute's sales from older ones. */
  readonly now?: () => number;
}

/** What a component may draw from. A new object after every change, so that it can be compared by identity. */
export interface SeatMapSnapshot {
  /** Grows with every change of availability. */
  readonly version: number;
  /** Chosen seats, in the order in which they were chosen. */
  readonly chosen: readonly number[];
  /** Seats the server keeps for this person. */
  readonly held: readonly number[];
  /** Chosen standing places: section → how many. */
  readonly standing: ReadonlyMap<number, number>;
  /** Categories shown at full strength; null shows all. */
  readonly filter: ReadonlySet<number> | null;
  readonly limit: number;
  /** The section looked at, and the seat that has the keyboard's focus. */
  readonly focusedSection: number | null;
  readonly focusedSeat: number | null;
}

export type SeatMapEvent =
  /** `before` holds the old state codes, seat by seat. */
  | { readonly type: "seatsChanged"; readonly indexes: readonly number[]; readonly before: readonly number[] }
  | { readonly type: "everythingReplaced" }
  /** A chosen seat went to somebody else. `next` is the nearest free one like it, if there is one. */
  | { readonly type: "seatTaken"; readonly index: number; readonly next: number | null }
  | { readonly type: "choiceChanged"; readonly index: number; readonly chosen: boolean }
  | { readonly type: "limitReached"; readonly limit: number };

/** Why a seat was or was not chosen. */
export type ChoiceOutcome = "chosen" | "letGo" | "notForSale" | "limitReached";

const MOST_PLACES = 10;

/** Availability and choice of one performance, outside React: the canvas reads it seat by seat, components by snapshot. */
export class SeatMapStore {
  readonly chart: ChartIndex;
  readonly tierOfCategory: readonly number[];
  readonly priceOfCategory: readonly string[];
  /** State codes by seat, as they are shown. Read only; the array is replaced by `replace` and `closeCategories`. */
  codes: Uint8Array;
  /** Places left by section and by category, and places that were ever offered by section. */
  readonly leftInSection: Int32Array;
  readonly leftInCategory: Int32Array;
  readonly offeredInSection: Int32Array;
  /** As the house says. Another array than `codes` only while categories are closed. */
  #told: Uint8Array;
  #closed: ReadonlySet<number> = new Set();
  readonly #now: () => number;
  readonly #soldAt = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: SeatMapEvent) => void>();
  #requested: ReadonlySet<number> = new Set();
  #chosen: Set<number> = new Set();
  #held: ReadonlySet<number> = new Set();
  #snapshot: SeatMapSnapshot;

  constructor(input: SeatMapInput) {
    this.chart = indexChart(input.geometry);
    this.tierOfCategory = input.tierOfCategory;
    this.priceOfCategory = input.priceOfCategory;
    this.#told = stateCodesOf(input.bytes, this.chart.seatCount);
    this.codes = this.#told;
    this.leftInSection = new Int32Array(this.chart.sections.length);
    this.offeredInSection = new Int32Array(this.chart.sections.length);
    this.leftInCategory = new Int32Array(input.geometry.categories.length);
    this.#now = input.now ?? Date.now;
    this.#count();
    this.#snapshot = {
      version: 0,
      chosen: [],
      held: [],
      standing: new Map(),
      filter: null,
      limit: input.limit ?? MOST_PLACES,
      focusedSection: null,
      focusedSeat: null,
    };
  }

  /** Bound, so that they can be handed to `useSyncExternalStore`. */
  readonly getSnapshot = (): SeatMapSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls back on every event; returns how to stop. */
  readonly onEvent = (listener: (event: SeatMapEvent) => void): (() => void) => {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  };

  stateOf(index: number): SeatState {
    return SEAT_STATES[this.codes[index] as number] as SeatState;
  }

  /** Whether the seat is this person's: chosen, or kept for them. */
  isMine(index: number): boolean {
    return this.#chosen.has(index) || this.#held.has(index);
  }

  /** Whether it can be bought now, from the organizer or from a seller. */
  isOffered(index: number): boolean {
    return (this.codes[index] as number) <= RESALE;
  }

  /** Whether the filter leaves the seat at full strength. */
  isInFilter(index: number): boolean {
    const { filter } = this.#snapshot;
    return filter === null || filter.has(this.chart.categoryOf[index] as number);
  }

  priceOf(index: number): string {
    return this.priceOfCategory[this.chart.categoryOf[index] as number] ?? "";
  }

  tierOf(index: number): number {
    return this.tierOfCategory[this.chart.categoryOf[index] as number] ?? 1;
  }

  /** Seats sold within the last `milliseconds`, as this store saw them go. Forgets older ones. */
  soldWithin(milliseconds: number): number[] {
    const since = this.#now() - milliseconds;
    for (const [index, at] of this.#soldAt) if (at < since) this.#soldAt.delete(index);
    return [...this.#soldAt.keys()];
  }

  /** Applies a delta. Bytes that change nothing are passed over. */
  applyChanges(changes: readonly (readonly [index: number, byte: number])[]): void {
    const indexes: number[] = [];
    const before: number[] = [];
    for (const [index, byte] of changes) {
      const was = this.codes[index];
      if (was === undefined) continue;
      const told = stateCodeOf(byte);
      this.#told[index] = told;
      const code = this.#shown(index, told);
      if (was === code) continue;
      indexes.push(index);
      before.push(was);
      this.codes[index] = code;
      this.#countOne(index, was, -1);
      this.#countOne(index, code, 1);
      if (code === SOLD) this.#soldAt.set(index, this.#now());
      else this.#soldAt.delete(index);
    }
    if (indexes.length === 0) return;
    const lost = this.#dropLost(indexes);
    this.#publish({ version: this.#snapshot.version + 1, chosen: [...this.#chosen] });
    this.#tell({ type: "seatsChanged", indexes, before });
    for (const index of lost) this.#tell({ type: "seatTaken", index, next: this.nearestLike([index])?.[0] ?? null });
  }

  /** Puts a whole new picture of the house in place, after a break in the deltas. */
  replace(bytes: string): void {
    this.#told = stateCodesOf(bytes, this.chart.seatCount);
    this.#showAll();
  }

  /** Shows free seats of these categories as not for sale: no more of them are sold, though there are some. */
  closeCategories(categories: ReadonlySet<number>): void {
    if (categories.size === this.#closed.size && [...categories].every((one) => this.#closed.has(one))) return;
    this.#closed = new Set(categories);
    this.#showAll();
  }

  choose(index: number): ChoiceOutcome {
    if (this.isMine(index)) return "chosen";
    if (!this.isOffered(index)) return "notForSale";
    if (this.placesChosen() >= this.#snapshot.limit) {
      this.#tell({ type: "limitReached", limit: this.#snapshot.limit });
      return "limitReached";
    }
    this.#chosen.add(index);
    this.#publish({ chosen: [...this.#chosen] });
    this.#tell({ type: "choiceChanged", index, chosen: true });
    return "chosen";
  }

  unchoose(index: number): ChoiceOutcome {
    if (this.#chosen.delete(index)) {
      this.#publish({ chosen: [...this.#chosen] });
      this.#tell({ type: "choiceChanged", index, chosen: false });
    }
    return "letGo";
  }

  toggle(index: number): ChoiceOutcome {
    return this.#chosen.has(index) ? this.unchoose(index) : this.choose(index);
  }

  /** Replaces the choice by these seats, as "best seats together" does, and these standing places. Seats not on offer are left out. */
  chooseOnly(indexes: readonly number[], standing: ReadonlyMap<number, number> = new Map()): void {
    const offered = indexes.filter((index) => this.isOffered(index)).slice(0, this.#snapshot.limit);
    this.#chosen = new Set(offered);
    this.#publish({ chosen: offered, standing });
  }

  /** How many places of a standing section are wanted; kept within what is left and the limit. Returns what it became. */
  setStanding(section: number, wanted: number): number {
    const standing = new Map(this.#snapshot.standing);
    const others = this.placesChosen() - (standing.get(section) ?? 0);
    const most = Math.min(this.#snapshot.limit - others, this.leftInSection[section] ?? 0);
    const count = Math.max(0, Math.min(wanted, most));
    if (count === 0) standing.delete(section);
    else standing.set(section, count);
    this.#publish({ standing });
    if (wanted > count) this.#tell({ type: "limitReached", limit: most });
    return count;
  }

  /** Seats and standing places chosen. */
  placesChosen(): number {
    let count = this.#chosen.size;
    for (const wanted of this.#snapshot.standing.values()) count += wanted;
    return count;
  }

  /**
   * Says that these seats are being asked for. Until `setHeld` answers, a delta that shows them held may be our own
   * hold overtaking its answer, and so is no loss.
   */
  expectHold(indexes: readonly number[]): void {
    this.#requested = new Set(indexes);
  }

  /** The seats the server keeps for this person; they take the place of the choice. An empty list ends the hold. */
  setHeld(mine: readonly number[]): void {
    this.#requested = new Set();
    this.#held = new Set(mine);
    for (const index of mine) this.#chosen.delete(index);
    const lost = this.#dropLost([...this.#chosen]);
    this.#publish({ held: [...mine], chosen: [...this.#chosen] });
    for (const index of lost) this.#tell({ type: "seatTaken", index, next: this.nearestLike([index])?.[0] ?? null });
  }

  /** Shows one category, several, or all (null) at full strength. */
  setFilter(categories: number | readonly number[] | null): void {
    const list = typeof categories === "number" ? [categories] : categories;
    this.#publish({ filter: list === null || list.length === 0 ? null : new Set(list) });
  }

  setLimit(limit: number): void {
    this.#publish({ limit });
  }

  setFocus(focus: { section?: number | null; seat?: number | null }): void {
    const { focusedSection, focusedSeat } = this.#snapshot;
    const next = {
      focusedSection: focus.section === undefined ? focusedSection : focus.section,
      focusedSeat: focus.seat === undefined ? focusedSeat : focus.seat,
    };
    if (next.focusedSection !== focusedSection || next.focusedSeat !== focusedSeat) this.#publish(next);
  }

  /** Takes seats out of the choice that can no longer be bought, and returns them. */
  #dropLost(indexes: readonly number[]): number[] {
    const lost = indexes.filter(
      (index) => this.#chosen.has(index) && !this.isOffered(index) && !this.#requested.has(index),
    );
    for (const index of lost) this.#chosen.delete(index);
    return lost;
  }

  /** The nearest like these seats, as many side by side, that are free and not chosen; null when there are none. */
  nearestLike(indexes: readonly number[]): readonly number[] | null {
    const isFree = (index: number) => this.codes[index] === FREE && !this.isMine(index);
    return nearestEqual(this.chart.geometry, indexes, isFree);
  }

  #shown(index: number, told: number): number {
    return told === FREE && this.#closed.has(this.chart.categoryOf[index] as number) ? CLOSED : told;
  }

  #showAll(): void {
    this.codes = this.#closed.size === 0 ? this.#told : this.#told.map((told, index) => this.#shown(index, told));
    this.#count();
    const lost = this.#dropLost([...this.#chosen]);
    this.#publish({ version: this.#snapshot.version + 1, chosen: [...this.#chosen] });
    this.#tell({ type: "everythingReplaced" });
    for (const index of lost) this.#tell({ type: "seatTaken", index, next: this.nearestLike([index])?.[0] ?? null });
  }

  #count(): void {
    this.leftInSection.fill(0);
    this.leftInCategory.fill(0);
    this.offeredInSection.fill(0);
    for (let index = 0; index < this.codes.length; index++) this.#countOne(index, this.codes[index] as number, 1);
  }

  #countOne(index: number, code: number, by: number): void {
    const add = (counts: Int32Array, at: number) => {
      counts[at] = (counts[at] ?? 0) + by;
    };
    const section = this.chart.sectionOf[index] as number;
    if (code !== CLOSED) add(this.offeredInSection, section);
    if (code > RESALE) return;
    add(this.leftInSection, section);
    add(this.leftInCategory, this.chart.categoryOf[index] as number);
  }

  #publish(changes: Partial<SeatMapSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes };
    for (const listener of this.#listeners) listener();
  }

  #tell(event: SeatMapEvent): void {
    for (const listener of this.#eventListeners) listener(event);
  }
}

/** A store for one performance's chart and availability. Throws when the bytes do not fit the chart. */
export function createSeatMapStore(input: SeatMapInput): SeatMapStore {
  return new SeatMapStore(input);
}
