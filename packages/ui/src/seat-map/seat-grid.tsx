// biome-ignore-all lint/a11y/useSemanticElements: seats stand in curves and runs, which a table cannot lay out; the ARIA grid says what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: of a grid only the checkbox in the cell takes the focus, moved by roving tabindex

import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import type { IndexedRow, IndexedSection } from "./chart-index.ts";
import { type GridStep, readsForwards, seatBeside, sectionBeside } from "./grid-steps.ts";
import { describeSeat, type SeatMapLabels } from "./labels.ts";
import type { SeatMapHandle } from "./seat-map.tsx";
import { listedSections } from "./seat-runs.ts";
import type { SeatMapStore } from "./store.ts";
import { useSeatMap } from "./use-seat-map.ts";

export interface SeatGridProps {
  readonly store: SeatMapStore;
  readonly labels: SeatMapLabels;
  /** The map that follows the focus. */
  readonly map?: RefObject<SeatMapHandle | null>;
  readonly className?: string;
}

/** Rows either side of the focused one that are in the document: enough for reading on, few enough to stay light. */
const ROWS_AROUND = 2;

const KEYS: Record<string, GridStep> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "rowStart",
  End: "rowEnd",
};

/**
 * The map in words: a grid of one section's seats for keyboards and screen readers, with one stop of the Tab key. Hidden
 * from sight until it has the focus; then it says which seat the ring on the map is round.
 */
export function SeatGrid({ store, labels, map, className = "" }: SeatGridProps) {
  const { focusedSection, focusedSeat } = useSeatMap(store);
  const grid = useRef<HTMLDivElement>(null);
  const keysId = useId();
  const { chart } = store;
  const isOpen = (s: number) => (store.offeredInSection[s] ?? 0) > 0;
  const nearest = useMemo(
    () => listedSections(store).find((s) => (chart.sections[s]?.rowCount ?? 0) > 0),
    [store, chart],
  );
  const section = focusedSection ?? nearest ?? 0;
  const indexed = chart.sections[section];
  const current =
    focusedSeat !== null && chart.sectionOf[focusedSeat] === section ? focusedSeat : firstSeat(store, section);

  const goTo = (index: number) => {
    store.setFocus({ section: chart.sectionOf[index] as number, seat: index });
    map?.current?.followSeat(index);
    // The row may only come into the document with this focus, so the element is looked for after it.
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-seat="${index}"]`)?.focus());
  };
  const keyed = (event: KeyboardEvent) => {
    const step = KEYS[event.key];
    const turned = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : null;
    if (step) goTo(seatBeside(chart, current, step));
    else if (turned) goTo(firstSeat(store, sectionBeside(chart, section, turned, isOpen)));
    else return;
    event.preventDefault();
  };
  const left = (next: EventTarget | null) => {
    if (!(next instanceof Node) || !grid.current?.contains(next)) store.setFocus({ seat: null });
  };
  if (!indexed || indexed.rowCount === 0) return null;
  return (
    <div className={className}>
      <div className="sr-only grid max-w-md gap-2 rounded-press bg-raised text-14 shadow-lift focus-within:not-sr-only focus-within:m-3 focus-within:grid focus-within:p-4">
        <SectionChoice {...{ store, labels, section }} onChoose={(chosen) => goTo(firstSeat(store, chosen))} />
        <p className="font-semibold tabular-nums" aria-hidden="true">
          {labels.seatName(describeSeat(store, current))}
        </p>
        <p id={keysId} className="text-text-2">
          {labels.gridKeys}
        </p>
        <div
          ref={grid}
          role="grid"
          aria-label={labels.sectionGrid(indexed.section.name)}
          aria-describedby={keysId}
          aria-rowcount={indexed.rowCount}
          className="sr-only"
          onKeyDown={keyed}
          onBlur={(event) => left(event.relatedTarget)}
        >
          <GridRows
            {...{ store, labels, indexed, current }}
            onFocus={(index) => store.setFocus({ section, seat: index })}
          />
        </div>
      </div>
    </div>
  );
}

function SectionChoice(props: {
  store: SeatMapStore;
  labels: SeatMapLabels;
  section: number;
  onChoose: (section: number) => void;
}) {
  const { store, labels, section } = props;
  return (
    <label className="flex items-center justify-between gap-3 text-text-2">
      {labels.chooseSection}
      <select
        className="h-12 rounded-press border border-edge bg-raised px-3 text-16 text-text"
        value={section}
        onChange={(event) => props.onChoose(Number(event.target.value))}
      >
        {store.chart.sections.map((indexed, s) =>
          indexed.rowCount > 0 && (store.offeredInSection[s] ?? 0) > 0 ? (
            <option key={indexed.section.first} value={s}>
              {labels.sectionName(indexed.section.name)}
            </option>
          ) : null,
        )}
      </select>
    </label>
  );
}

function GridRows(props: {
  store: SeatMapStore;
  labels: SeatMapLabels;
  indexed: IndexedSection;
  current: number;
  onFocus: (index: number) => void;
}) {
  const { store, labels, indexed, current } = props;
  const { chart } = store;
  const at = chart.rowOf[current] as number;
  const from = Math.max(indexed.firstRow, at - ROWS_AROUND);
  const to = Math.min(indexed.firstRow + indexed.rowCount - 1, at + ROWS_AROUND);
  const rows = chart.rows.slice(from, to + 1);
  return rows.map((row, i) => (
    <div
      role="row"
      key={row.row.first}
      aria-rowindex={from + i - indexed.firstRow + 1}
      aria-label={labels.rowName(row.row.name)}
    >
      {seatsInReadingOrder(store, row).map((index, column) => (
        <div role="gridcell" key={index} aria-colindex={column + 1}>
          <button
            type="button"
            role="checkbox"
            data-seat={index}
            tabIndex={index === current ? 0 : -1}
            aria-checked={store.isMine(index)}
            aria-disabled={!store.isOffered(index) && !store.isMine(index)}
            onClick={() => store.toggle(index)}
            onFocus={() => props.onFocus(index)}
          >
            {labels.seatName(describeSeat(store, index))}
          </button>
        </div>
      ))}
    </div>
  ));
}

function seatsInReadingOrder(store: SeatMapStore, row: IndexedRow): number[] {
  const { first, count } = row.row;
  const indexes = Array.from({ length: count }, (_, i) => first + i);
  return readsForwards(store.chart, row) ? indexes : indexes.reverse();
}

/** Where the keyboard enters a section: the first free seat from the front, else its first seat. */
function firstSeat(store: SeatMapStore, section: number): number {
  const found = store.chart.sections[section]?.section;
  if (!found) return 0;
  for (let index = found.first; index < found.first + found.count; index++) {
    if (store.isOffered(index) && store.isInFilter(index)) return index;
  }
  return found.first;
}

/** Says aloud what happens to seats: chosen, let go, taken by somebody else, limit reached. Nothing is seen of it. */
export function SeatNews({ store, labels }: { store: SeatMapStore; labels: SeatMapLabels }) {
  const [news, setNews] = useState("");
  useEffect(
    () =>
      store.onEvent((event) => {
        const seat = (index: number) => describeSeat(store, index);
        if (event.type === "seatTaken") {
          const next = event.next === null ? null : seat(event.next);
          setNews(labels.seatTaken({ seat: seat(event.index), next }));
        } else if (event.type === "choiceChanged") {
          setNews(event.chosen ? labels.seatChosen(seat(event.index)) : labels.seatLetGo(seat(event.index)));
        } else if (event.type === "limitReached") setNews(labels.limitReached(event.limit));
      }),
    [store, labels],
  );
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {news}
    </p>
  );
}
