"use client";

import type { LiveFiguresView, PerformanceView } from "@usher/api/contract";
import { count, dayAndTime, dayOf, money, timeOfDay } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/online";
import { Bone, buttonClass, classNames, FootBar, RemainingBar } from "@usher/ui";
import Link from "next/link";
import { useState } from "react";
import { moreFrom, type SaleState, saleState } from "../catalog/sale-state.ts";
import { MOST_LIVE, useLiveFigures } from "../catalog/use-live-figures.ts";
import { useNow } from "../catalog/use-now.ts";
import { AlsoPrice } from "../preferences/also-price.tsx";
import { RemindButton } from "../remind/remind-button.tsx";
import type { EventWords } from "./event-words.ts";
import { MANY, PerformanceCalendar, wallDay } from "./performance-calendar.tsx";

interface LiveProps {
  readonly locale: Locale;
  readonly words: EventWords;
  readonly madeAt: string;
  readonly performances: readonly PerformanceView[];
}

function useStates({ performances, madeAt }: LiveProps) {
  const now = useNow(madeAt);
  const figures = useLiveFigures(performances.slice(0, MOST_LIVE).map((one) => one.id));
  return performances.map((performance) => {
    const live = figures?.get(performance.id) ?? null;
    return { performance, live, state: saleState(performance, live?.left ?? null, now) };
  });
}

/** What one pays at least. Until the live figure is known the list of prices answers, which is right unless a tier sold out. */
function fromPrice(performance: PerformanceView, live: LiveFiguresView | null): number | null {
  if (live) return live.fromPriceMinor;
  const prices = performance.categories.flatMap(({ priceMinor, fares }) => [
    priceMinor,
    ...fares.map((fare) => fare.priceMinor),
  ]);
  return prices.length > 0 ? Math.min(...prices) : null;
}

/** How many are left, of how many: a bar, not an alarm. Its place is kept before the figures come. */
export function StockMeter(props: LiveProps) {
  const { locale, words } = props;
  // Places of what is cancelled are left to nobody.
  const played = props.performances.filter(({ status }) => status !== "cancelled");
  // Of a hundred evenings nobody wants the sum; the next one says how fast they go.
  const performances = played.length > MOST_LIVE ? played.slice(0, 1) : played;
  const states = useStates({ ...props, performances });
  const seats = states.reduce((sum, { live, performance }) => sum + (live?.total ?? performance.seatCount), 0);
  const isKnown = states.some(({ live }) => live !== null);
  const left = states.reduce((sum, { live }) => sum + (live?.left ?? 0), 0);
  const held = states.reduce((sum, { live }) => sum + (live?.held ?? 0), 0);
  if (performances.length === 0) return null;
  return (
    <RemainingBar
      className="my-5 lg:mt-6"
      left={isKnown ? left : 0}
      capacity={seats}
      words={
        <span className="block min-h-5">
          {isKnown ? (
            <>
              <span className="strong num">{words.left.replace("{count}", count(left, locale))}</span>{" "}
              <span className="dim num">{words.ofTotal.replace("{count}", count(seats, locale))}</span>
            </>
          ) : (
            <Bone width={160} height={20} />
          )}
        </span>
      }
      resaleWords={held > 0 && words.held.replace("{count}", count(held, locale))}
    />
  );
}

/** Every date of an event that has several, each with its own way to the seats. */
export function PerformanceList(props: LiveProps) {
  const { locale, words, performances } = props;
  const isMany = performances.length > MANY;
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? (performances[0] ? wallDay(performances[0]) : "");
  const states = useStates({
    ...props,
    performances: isMany ? performances.filter((one) => wallDay(one) === day) : performances,
  });
  if (performances.length < 2) return null;
  return (
    <section id="dates" className="scroll-mt-4 pt-8">
      <h2 className="mb-2">{words.dates}</h2>
      {isMany && (
        <PerformanceCalendar
          performances={performances}
          locale={locale}
          day={day}
          onChoose={setChosen}
          words={words.calendar}
        />
      )}
      <ul className="list max-lg:-mx-5">
        {states.map(({ performance, live, state }) => (
          <li key={performance.id} className="relative lg:!px-0">
            <div className="when">
              <b>{timeOfDay(performance.startsAt, performance.venue.timeZone, locale)}</b>
              <span>{dayOf(performance.startsAt, performance.venue.timeZone, locale)}</span>
            </div>
            <div className="grow">
              <h3>
                {state === "onSale" || state === "soldOut" ? (
                  <Link
                    href={localePath(locale, `/performances/${performance.id}/seats`)}
                    className="after:absolute after:inset-0"
                  >
                    {performance.venue.name}
                  </Link>
                ) : (
                  performance.venue.name
                )}
              </h3>
              <p className="small dim num min-h-5">
                {live && state === "onSale"
                  ? words.left.replace("{count}", count(live.left, locale))
                  : stateWords(state, performance, words, locale)}
              </p>
            </div>
            <span className="price">{priceWords(performance, live, state, words, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function priceWords(
  performance: PerformanceView,
  live: LiveFiguresView | null,
  state: SaleState,
  words: EventWords,
  locale: Locale,
): string {
  const price = fromPrice(performance, live);
  const isBought = state === "onSale" || state === "notYet";
  return isBought && price !== null ? words.from.replace("{price}", money(price, performance.currency, locale)) : "";
}

function stateWords(state: SaleState, performance: PerformanceView, words: EventWords, locale: Locale): string {
  if (state === "onSale") return "";
  const more = state === "soldOut" && moreWords(performance, words, locale);
  if (more) return `${words.soldOut} · ${more}`;
  if (state !== "notYet") return words[state];
  return words.onSaleFrom.replace("{when}", dayAndTime(performance.saleStartsAt, performance.venue.timeZone, locale));
}

/** When more places of a performance come on sale; empty where nobody knows. */
function moreWords(performance: PerformanceView, words: EventWords, locale: Locale): string {
  const at = moreFrom(performance, Date.now());
  return at === null ? "" : words.moreFrom.replace("{when}", dayAndTime(at, performance.venue.timeZone, locale));
}

/** The one next step, always in sight. Torch only where it leads to a seat. */
export function BuyBar(props: LiveProps & { readonly title: string }) {
  const { locale, words } = props;
  const states = useStates(props);
  const isOnline = useOnline();
  const open = states.filter(({ state }) => state === "onSale");
  const shown =
    open[0] ??
    states.find(({ state }) => state === "notYet") ??
    states.find(({ state }) => state === "soldOut") ??
    states[0];
  if (!shown) return null;
  const { performance, state } = shown;
  const prices = open.flatMap(({ performance: one, live }) => fromPrice(one, live) ?? []);
  const seatsPath = localePath(locale, `/performances/${performance.id}/seats`);
  const isOpen = state === "onSale";
  const fromMinor = isOpen && prices.length > 0 ? Math.min(...prices) : null;
  const lead =
    fromMinor !== null
      ? words.from.replace("{price}", money(fromMinor, performance.currency, locale))
      : words[isOpen ? "feesIn" : state];
  const nextStep = () => {
    // Where there is a choice of dates or of days, it comes first.
    if (isOpen && (open.length > 1 || performance.cells.length > 1)) {
      return (
        <a href="#dates" className={classNames(buttonClass("torch"), "lg:min-w-60")}>
          {performance.cells[0]?.fromName ? words.chooseWay : words.chooseDate}
        </a>
      );
    }
    if (isOpen) {
      return (
        <Link href={seatsPath} className={classNames(buttonClass("torch"), "lg:min-w-60")} prefetch={false}>
          {words.chooseSeats}
        </Link>
      );
    }
    if (state === "notYet") {
      return <RemindButton locale={locale} performanceId={performance.id} title={props.title} words={words.remind} />;
    }
    return state === "soldOut" ? (
      <Link href={seatsPath} className={buttonClass("line")} prefetch={false}>
        {words.lookAtMap}
      </Link>
    ) : (
      <Link href={localePath(locale, "/")} className={buttonClass("line")}>
        {words.otherEvents}
      </Link>
    );
  };
  return (
    <FootBar
      className="lg:px-12"
      figure={lead}
      caption={
        <>
          <AlsoPrice amountMinor={fromMinor} currency={performance.currency} locale={locale} words={words.also} />
          <span role="status">
            {isOnline ? (isOpen ? words.feesIn : subWords(state, performance, words, locale)) : words.offline}
          </span>
        </>
      }
      action={nextStep()}
    />
  );
}

function subWords(state: SaleState, performance: PerformanceView, words: EventWords, locale: Locale): string {
  if (state === "soldOut") return moreWords(performance, words, locale) || words.soldOutText;
  if (state === "cancelled") return words.cancelledText;
  return state === "notYet" ? stateWords(state, performance, words, locale) : "";
}
