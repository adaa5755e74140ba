"use client";

import type { PerformanceView } from "@usher/api/contract";
import { count, money, timeOfDay } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { isSameSpan, pricedFor, spanName, spansOf } from "@usher/client/spans";
import Link from "next/link";
import { saleState } from "../catalog/sale-state.ts";
import { useLiveFigures } from "../catalog/use-live-figures.ts";
import { useNow } from "../catalog/use-now.ts";
import type { EventWords } from "./event-words.ts";

interface DayPassesProps {
  readonly locale: Locale;
  readonly words: EventWords;
  readonly madeAt: string;
  readonly performance: PerformanceView;
}

/** The days of a fair, one by one and together, each with its price and what is left of it. */
export function DayPasses({ locale, words, madeAt, performance }: DayPassesProps) {
  const figures = useLiveFigures([performance.id]);
  const now = useNow(madeAt);
  const { cells, venue, currency } = performance;
  const live = figures?.get(performance.id);
  const passes = spansOf(performance).toSorted((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from);
  return (
    <section id="dates" className="scroll-mt-4 pt-8">
      <h2 className="mb-2">{words.dayPasses}</h2>
      <ul className="list max-lg:-mx-5">
        {passes.map((span) => {
          const figure = live?.spans.find((one) => isSameSpan(one, span)) ?? null;
          const listed = Math.min(...pricedFor(performance, span).categories.map(({ priceMinor }) => priceMinor));
          // A pass can be bought until the first of its days closes.
          const firstEnds = cells[span.from]?.endsAt ?? null;
          const state = saleState({ ...performance, endsAt: firstEnds }, figure?.left ?? null, now);
          const price = figure ? figure.fromPriceMinor : listed;
          const isOneDay = span.to - span.from === 1;
          const name = spanName({ cells, timeZone: venue.timeZone }, span, locale);
          const hours = [cells[span.from]?.startsAt, cells[span.from]?.endsAt]
            .flatMap((iso) => (iso ? timeOfDay(iso, venue.timeZone, locale) : []))
            .join(" – ");
          return (
            <li key={`${span.from} ${span.to}`} className="relative lg:!px-0">
              <div className="grow">
                <h3 className="num">
                  {state === "onSale" || state === "soldOut" ? (
                    <Link
                      href={localePath(locale, `/performances/${performance.id}/seats?from=${span.from}&to=${span.to}`)}
                      className="after:absolute after:inset-0"
                      prefetch={false}
                    >
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </h3>
                <p className="small dim num min-h-5">
                  {[
                    isOneDay ? hours : words.passDays.replace("{count}", String(span.to - span.from)),
                    state === "onSale"
                      ? figure && words.left.replace("{count}", count(figure.left, locale))
                      : words[state],
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <span className="price">
                {state === "onSale" && price !== null
                  ? words.from.replace("{price}", money(price, currency, locale))
                  : ""}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
