// biome-ignore-all lint/a11y/useSemanticElements: seats stand in curves and runs, which a table cannot lay out; the ARIA grid says what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: of a grid only the checkbox in the cell takes the focus, moved by roving tabindex

import { Accessibility, ChevronDown, ChevronUp } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { COMPANION, WHEELCHAIR } from "./chart-index.ts";
import { describeSeat, type SeatMapLabels, type SeatSign } from "./labels.ts";
import { RESALE } from "./seat-byte.ts";
import { type ListedRow, leftInFilter, listedRows, listedSections, type SeatRun, wrapped } from "./seat-runs.ts";
import { ChosenTick, SeatSignShape, tierInk } from "./seat-sign.tsx";
import { StandingPicker } from "./standing-picker.tsx";
import type { SeatMapStore } from "./store.ts";
import { useSeatMap } from "./use-seat-map.ts";

export interface SeatListProps {
  readonly store: SeatMapStore;
  readonly labels: SeatMapLabels;
  readonly className?: string;
}

/** Section, row, seats: the map as a list, with the same shapes. Only open sections have their seats in the document. */
export function SeatList({ store, labels, className = "" }: SeatListProps) {
  const { version, filter, focusedSection } = useSeatMap(store);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set(focusedSection === null ? [] : [focusedSection]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sections follow availability and filter
  const sections = useMemo(() => listedSections(store), [store, version, filter]);
  const toggle = (section: number) => {
    const next = new Set(open);
    if (!next.delete(section)) next.add(section);
    setOpen(next);
    store.setFocus({ section });
  };
  if (sections.length === 0) return <p className="p-5 text-14 text-text-2">{labels.nothingLeft}</p>;
  return (
    <div className={`bg-raised ${className}`}>
      {sections.map((section) => (
        <Fold key={section} {...{ store, labels, section }} open={open.has(section)} onToggle={() => toggle(section)} />
      ))}
    </div>
  );
}

interface FoldProps {
  store: SeatMapStore;
  labels: SeatMapLabels;
  section: number;
  open: boolean;
  onToggle: () => void;
}

function Fold({ store, labels, section, open, onToggle }: FoldProps) {
  const id = useId();
  const indexed = store.chart.sections[section];
  if (!indexed) return null;
  const { name, rows, standing } = indexed.section;
  const ends = rows[0] ? ([rows[0].name, (rows.at(-1) ?? rows[0]).name] as const) : null;
  const Chevron = open ? ChevronUp : ChevronDown;
  return (
    <section className="border-line border-t">
      <h2 className="text-18 leading-snug tracking-[-0.012em]">
        <button
          type="button"
          className="grid min-h-[60px] w-full grid-cols-[12px_1fr_auto_24px] items-center gap-3 px-5 py-2 text-left -outline-offset-3"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          <span
            className="size-3 rounded-full"
            style={{ background: tierInk(store.tierOfCategory[indexed.category] ?? 1) }}
          />
          <span>
            <span className="block font-semibold">{labels.sectionName(name)}</span>
            <span className="text-14 font-normal text-text-2 tabular-nums">
              {labels.sectionSummary({ left: leftInFilter(store, section), rows: standing ? null : ends })}
            </span>
          </span>
          <span className="font-semibold tabular-nums">{store.priceOfCategory[indexed.category]}</span>
          <Chevron className="size-5 text-text-2" aria-hidden="true" />
        </button>
      </h2>
      <div id={id} hidden={!open}>
        {open && standing ? <StandingPicker {...{ store, labels, section }} className="px-5 pb-4" /> : null}
        {open && !standing ? <SectionSeats {...{ store, labels, section }} /> : null}
      </div>
    </section>
  );
}

const SEAT_WIDTH = 48;

function SectionSeats({ store, labels, section }: Omit<FoldProps, "open" | "onToggle">) {
  useSeatMap(store);
  const grid = useRef<HTMLDivElement>(null);
  const perLine = useSeatsPerLine(grid);
  const [stop, setStop] = useState<number | null>(null);
  const rows = listedRows(store, section);
  const listed = rows.flatMap((row) => row.runs.flatMap((run) => run.indexes));
  // One stop of the Tab key a section; when its seat has gone, the first takes its place.
  const entry = stop !== null && listed.includes(stop) ? stop : listed[0];
  const keyed = (event: KeyboardEvent) => {
    const next = nextSeat(rows, entry ?? -1, event.key);
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    grid.current?.querySelector<HTMLElement>(`[data-seat="${next}"]`)?.focus();
  };
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={labels.sectionGrid(store.chart.sections[section]?.section.name ?? "")}
      className="pb-2"
      onKeyDown={keyed}
    >
      {rows.map((row) => (
        <div
          key={row.first}
          role="row"
          className="grid grid-cols-[28px_1fr] gap-2 py-2 pr-3 pl-5 [contain-intrinsic-size:auto_64px] [content-visibility:auto]"
        >
          <span
            role="rowheader"
            className="text-18 leading-12 font-bold [font-stretch:70%]"
            aria-label={labels.rowName(row.name)}
          >
            {row.name}
          </span>
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1" role="presentation">
            {row.runs
              .flatMap((run) => wrapped(run, perLine))
              .map((run) => (
                <Run key={run.indexes[0]} {...{ store, labels, run, entry }} onFocus={setStop} />
              ))}
          </div>
        </div>
      ))}
    </div>
  );
}

/** How many seats go on one line beside the row's name. */
function useSeatsPerLine(element: { current: HTMLElement | null }): number {
  const [count, setCount] = useState(6);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(() =>
      setCount(Math.max(1, Math.floor((observed.clientWidth - 68) / SEAT_WIDTH))),
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return count;
}

/** Arrows move along and among rows; null for a key that is not ours or an edge. */
function nextSeat(rows: readonly ListedRow[], from: number, key: string): number | null {
  const seats = rows.map((row) => row.runs.flatMap((run) => run.indexes));
  const at = seats.findIndex((indexes) => indexes.includes(from));
  const column = seats[at]?.indexOf(from) ?? -1;
  if (at === -1) return null;
  if (key === "ArrowLeft") return seats[at]?.[column - 1] ?? null;
  if (key === "ArrowRight") return seats[at]?.[column + 1] ?? null;
  if (key === "Home") return seats[at]?.[0] ?? null;
  if (key === "End") return seats[at]?.at(-1) ?? null;
  const row = key === "ArrowUp" ? seats[at - 1] : key === "ArrowDown" ? seats[at + 1] : undefined;
  return row ? (row[Math.min(column, row.length - 1)] ?? null) : null;
}

interface RunProps {
  store: SeatMapStore;
  labels: SeatMapLabels;
  run: SeatRun;
  entry: number | undefined;
  onFocus: (index: number) => void;
}

function Run({ store, labels, run, entry, onFocus }: RunProps) {
  const ink = tierInk(store.tierOf(run.indexes[0] ?? 0));
  return (
    <span className="relative inline-flex" role="presentation">
      {run.joined && run.indexes.length > 1 ? (
        <span
          className="absolute inset-x-6 top-[23px] h-0.5 forced-colors:bg-[CanvasText]"
          style={{ background: ink }}
        />
      ) : null}
      {run.indexes.map((index) => (
        <SeatButton key={index} {...{ store, labels, index, onFocus }} isStop={index === entry} />
      ))}
    </span>
  );
}

function signOf(store: SeatMapStore, index: number): SeatSign {
  if (store.isMine(index)) return "chosen";
  if (store.codes[index] === RESALE) return "resale";
  const marks = store.chart.marksOf[index] as number;
  if (marks & WHEELCHAIR) return "wheelchair";
  return marks & COMPANION ? "companion" : "free";
}

function SeatButton(props: Omit<RunProps, "run" | "entry"> & { index: number; isStop: boolean }) {
  const { store, labels, index, isStop, onFocus } = props;
  const seat = describeSeat(store, index);
  const sign = signOf(store, index);
  const ink =
    { chosen: "font-bold text-on-torch", companion: "text-text" }[sign as string] ?? "font-semibold text-on-seat";
  return (
    <span role="gridcell">
      <button
        type="button"
        role="checkbox"
        data-seat={index}
        aria-checked={sign === "chosen"}
        aria-label={labels.seatName(seat)}
        tabIndex={isStop ? 0 : -1}
        className={`relative grid size-12 place-items-center rounded-full text-14 tabular-nums ${ink}`}
        onClick={() => store.toggle(index)}
        onFocus={() => onFocus(index)}
      >
        <SeatSignShape sign={sign} tier={store.tierOf(index)} className="absolute inset-0.5 size-11 overflow-visible" />
        <span className="relative">
          {sign === "wheelchair" ? <Accessibility className="size-5" aria-hidden="true" /> : seat.seat}
        </span>
        {sign === "chosen" ? <ChosenTick className="absolute top-0 right-0 size-4" /> : null}
      </button>
    </span>
  );
}
