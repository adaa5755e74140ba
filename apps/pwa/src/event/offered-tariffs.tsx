"use client";

import type { PerformanceView } from "@usher/api/contract";
import { count, dayAndTime } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { MOST_LIVE, useLiveFigures } from "../catalog/use-live-figures.ts";
import { useNow } from "../catalog/use-now.ts";
import type { EventWords } from "./event-words.ts";

interface OfferedTariffsProps {
  readonly locale: Locale;
  readonly words: EventWords;
  readonly madeAt: string;
  readonly performances: readonly PerformanceView[];
}

/** Prices for some people, and for early birds until when and how many: of the first date, since they are chosen at checkout. */
export function OfferedTariffs({ locale, words, madeAt, performances }: OfferedTariffsProps) {
  const now = useNow(madeAt);
  const first = performances.find(({ saleEndsAt }) => Date.parse(saleEndsAt) > now);
  // The same question as the other parts of the page ask.
  const isLimited = first?.tariffs.some(({ capacity }) => capacity !== null);
  const figures = useLiveFigures(isLimited ? performances.slice(0, MOST_LIVE).map(({ id }) => id) : []);
  if (!first || first.tariffs.length === 0) return null;
  const live = figures?.get(first.id);
  if (live?.left === 0) return null;
  const leftAt = new Map(live?.tariffs.map(({ tariffId, left }) => [tariffId, left]));
  const offered = first.tariffs.filter(
    ({ id, saleEndsAt }) => leftAt.get(id) !== 0 && (saleEndsAt === null || Date.parse(saleEndsAt) > now),
  );
  const said = offered.map(({ id, name, saleStartsAt, saleEndsAt }) => {
    const when = (iso: string) => dayAndTime(iso, first.venue.timeZone, locale);
    const isAhead = saleStartsAt !== null && Date.parse(saleStartsAt) > now;
    const left = leftAt.get(id);
    return [
      name,
      isAhead && words.onSaleFrom.replace("{when}", when(saleStartsAt)),
      !isAhead && saleEndsAt && words.tariffUntil.replace("{when}", when(saleEndsAt)),
      !isAhead && left !== undefined && words.left.replace("{count}", count(left, locale)),
    ]
      .filter(Boolean)
      .join(", ");
  });
  if (said.length === 0) return null;
  return (
    <div className="small mt-4">
      <h2 className="font-[620]! text-14! tracking-normal!">{words.tariffs}</h2>
      <ul className="dim num">
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
