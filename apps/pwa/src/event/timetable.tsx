"use client";

import { type LiveFiguresView, type PerformanceView, wallDayText } from "@usher/api/contract";
import { count, dayOf, money, timeOfDay } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { isSameSpan, pricedFor, type Span, spanFrom, spansOf, spanTimes, wholeOf } from "@usher/client/spans";
import { Button, classNames, SelectField } from "@usher/ui";
import Link from "next/link";
import { useState } from "react";
import { saleState } from "../catalog/sale-state.ts";
import { MOST_LIVE, useLiveFigures } from "../catalog/use-live-figures.ts";
import { useNow } from "../catalog/use-now.ts";
import type { EventWords } from "./event-words.ts";

interface TimetableProps {
  readonly locale: Locale;
  readonly words: EventWords;
  readonly madeAt: string;
  readonly performances: readonly PerformanceView[];
}

const FIRST_SHOWN = 8;
const MORE_SHOWN = 12;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A departure as one row: when it leaves and arrives, how long it takes, what is left of it and from what price. */
export interface Departure {
  readonly performance: PerformanceView;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly minutes: number;
  readonly state: ReturnType<typeof saleState>;
  readonly left: number | null;
  readonly priceMinor: number | null;
}

/** The departures of one way, in order. Figures that have not come yet are the list prices, and nobody knows what is left. */
export function departuresOf(
  performances: readonly PerformanceView[],
  span: Span,
  figures: ReadonlyMap<string, LiveFiguresView> | null,
  now: number,
): Departure[] {
  return performances
    .filter((one) => spansOf(one).some((sold) => isSameSpan(sold, span)))
    .map((performance) => {
      const { startsAt, endsAt } = spanTimes(performance, span);
      const whole = figures?.get(performance.id);
      // A line of two stops has one way, whose figures are those of all of it.
      const live = (whole?.spans.length === 0 ? whole : whole?.spans.find((one) => isSameSpan(one, span))) ?? null;
      const listed = Math.min(...pricedFor(performance, span).categories.map(({ priceMinor }) => priceMinor));
      const minutes = endsAt ? Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS) : 0;
      // Whoever gets on later buys until the train leaves there.
      const state = saleState({ ...performance, startsAt, endsAt: startsAt }, live?.left ?? null, now);
      const priceMinor = live ? live.fromPriceMinor : listed;
      return { performance, startsAt, endsAt, minutes, state, left: live?.left ?? null, priceMinor };
    });
}

/** Departures that cost least or take least time, where not all are alike. */
export function bestOf(
  departures: readonly Departure[],
  by: (one: Departure) => number | null,
): ReadonlySet<Departure> {
  const open = departures.filter((one) => one.state === "onSale" && by(one) !== null);
  const values = open.map((one) => by(one) as number);
  const least = Math.min(...values);
  return new Set(values.some((value) => value > least) ? open.filter((one) => by(one) === least) : []);
}

/** From where to where, when it leaves, how long it takes, what it costs: the cheapest and the fastest marked. */
export function Timetable({ locale, words, madeAt, performances }: TimetableProps) {
  const [first] = performances;
  const [span, setSpan] = useState<Span>(first ? wholeOf(first) : { from: 0, to: 1 });
  const [most, setMost] = useState(FIRST_SHOWN);
  const shown = performances.slice(0, most);
  const figures = useLiveFigures(shown.slice(0, MOST_LIVE).map(({ id }) => id));
  const now = useNow(madeAt);
  if (!first) return null;
  const departures = departuresOf(shown, span, figures, now);
  const cheapest = bestOf(departures, ({ priceMinor }) => priceMinor);
  const fastest = bestOf(departures, ({ minutes }) => minutes);
  return (
    <section id="dates" className="scroll-mt-4 pt-8">
      <h2 className="mb-2">{words.timetable}</h2>
      <WayChoice {...{ first, span, words }} onChoose={setSpan} />
      <ul className="list max-lg:-mx-5">
        {departures.map((departure) => {
          const { performance, startsAt, endsAt, minutes, state, left, priceMinor } = departure;
          const zone = performance.venue.timeZone;
          const isOpen = state === "onSale" || state === "soldOut";
          const later = endsAt ? daysBetween(startsAt, endsAt, zone) : 0;
          const arrival = endsAt ? ` – ${timeOfDay(endsAt, zone, locale)}${later > 0 ? ` +${later}` : ""}` : "";
          const times = timeOfDay(startsAt, zone, locale) + arrival;
          return (
            <li key={performance.id} className="relative lg:!px-0">
              <div className="grow">
                <h3 className="num flex flex-wrap items-center gap-x-2 gap-y-1">
                  {isOpen ? (
                    <Link
                      href={localePath(locale, `/performances/${performance.id}/seats?from=${span.from}&to=${span.to}`)}
                      className="after:absolute after:inset-0"
                      prefetch={false}
                    >
                      {times}
                      <span className="sr-only">
                        {locale === "zh" ? "，" : ", "}
                        {dayOf(startsAt, zone, locale)}
                      </span>
                    </Link>
                  ) : (
                    times
                  )}
                  {cheapest.has(departure) && <Mark>{words.cheapest}</Mark>}
                  {fastest.has(departure) && <Mark>{words.fastest}</Mark>}
                </h3>
                <p className="small dim num min-h-5">
                  {dayOf(startsAt, zone, locale)} · {lasting(minutes, words)}
                </p>
                <p className="small dim num min-h-5">
                  {state === "onSale"
                    ? left !== null && words.left.replace("{count}", count(left, locale))
                    : words[state === "notYet" ? "notYet" : state]}
                </p>
              </div>
              <span className="price">
                {state === "onSale" && priceMinor !== null
                  ? words.from.replace("{price}", money(priceMinor, performance.currency, locale))
                  : ""}
              </span>
            </li>
          );
        })}
      </ul>
      {performances.length > most && (
        <Button kind="line" className="mt-3 w-full lg:w-auto" onClick={() => setMost(most + MORE_SHOWN)}>
          {words.moreDepartures}
        </Button>
      )}
      <Stops {...{ locale, words, span }} performance={first} />
    </section>
  );
}

function Mark({ children }: { children: string }) {
  return <span className="rounded-full bg-success-wash px-2 py-0.5 font-[620] text-12 text-success">{children}</span>;
}

/** How many days on the wall of a place lie between two moments: a night train arrives on the next. */
export function daysBetween(from: string, to: string, timeZone: string): number {
  const day = (iso: string) => Date.parse(`${wallDayText(new Date(iso), timeZone)}T00:00:00Z`);
  return Math.round((day(to) - day(from)) / DAY_MS);
}

const lasting = (minutes: number, words: EventWords) =>
  words.lasting.replace("{hours}", String(Math.floor(minutes / 60))).replace("{minutes}", String(minutes % 60));

interface WayChoiceProps {
  readonly first: PerformanceView;
  readonly span: Span;
  readonly words: EventWords;
  readonly onChoose: (span: Span) => void;
}

function WayChoice({ first, span, words, onChoose }: WayChoiceProps) {
  const spans = spansOf(first);
  const froms = [...new Set(spans.map(({ from }) => from))];
  const begin = (from: number) => {
    const next = spanFrom(spans, from, span.to);
    if (next) onChoose(next);
  };
  return (
    <div className="mb-2 grid max-w-120 grid-cols-2 gap-3">
      <SelectField label={words.fromStop} value={span.from} onChange={(event) => begin(Number(event.target.value))}>
        {froms.map((from) => (
          <option key={from} value={from}>
            {first.cells[from]?.fromName}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={words.toStop}
        value={span.to}
        onChange={(event) => onChoose({ from: span.from, to: Number(event.target.value) })}
      >
        {spans
          .filter(({ from }) => from === span.from)
          .map(({ to }) => (
            <option key={to} value={to}>
              {first.cells[to - 1]?.toName}
            </option>
          ))}
      </SelectField>
    </div>
  );
}

/** Every stop of the next departure with its times, those of the chosen way in heavy letters. */
function Stops({
  locale,
  words,
  span,
  performance,
}: Pick<TimetableProps, "locale" | "words"> & { span: Span; performance: PerformanceView }) {
  const { cells, venue } = performance;
  const time = (iso: string | undefined) => (iso ? timeOfDay(iso, venue.timeZone, locale) : null);
  const stops = [
    { name: cells[0]?.fromName, arrives: null, leaves: time(cells[0]?.startsAt) },
    ...cells.map((cell, at) => ({
      name: cell.toName,
      arrives: time(cell.endsAt),
      leaves: time(cells[at + 1]?.startsAt),
    })),
  ];
  return (
    <>
      <h3 className="mt-6 mb-1 text-16">
        {words.stopsOn.replace("{day}", dayOf(performance.startsAt, venue.timeZone, locale))}
      </h3>
      <ol className="relative ml-1.5 border-l-2 border-line">
        {stops.map(({ name, arrives, leaves }, at) => {
          const isOnWay = at >= span.from && at <= span.to;
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a round trip has the same stop twice
              key={at}
              className={classNames("relative flex min-h-11 items-center gap-3 pl-5", !isOnWay && "text-text-2")}
            >
              <span
                aria-hidden="true"
                className={classNames(
                  "absolute -left-[7px] size-3 rounded-full border-2 border-page",
                  isOnWay ? "bg-torch" : "bg-line",
                )}
              />
              <span className={classNames("grow", isOnWay && "font-[620]")}>{name}</span>
              <span className="small num text-right">
                {[arrives, leaves].filter((moment, i, all) => moment && moment !== all[i - 1]).join(" – ")}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
