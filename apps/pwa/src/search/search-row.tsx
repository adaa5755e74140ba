"use client";

import type { SearchHitView } from "@usher/api/contract";
import { count, dayAndTime, dayOf, money, placeName } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lastDayOf } from "../catalog/last-day.ts";
import { Poster } from "../shell/poster.tsx";

interface SearchRowProps {
  readonly hit: SearchHitView;
  readonly locale: Locale;
  /** ms */
  readonly now: number;
  readonly onOpen: () => void;
}

/** One event that was found: what of its name was looked for is heavy, the rest light. */
export function SearchRow({ hit, locale, now, onOpen }: SearchRowProps) {
  const t = useTranslations("search");
  const { next, performanceCount, distanceKm } = hit;
  const lastDay = lastDayOf(hit, now);
  return (
    <li className="relative gap-3.5! lg:px-0!">
      <div className="w-14 shrink-0 lg:w-16">
        <Poster seed={hit.posterSeed} alt="" sizes="64px" />
      </div>
      <div className="grow">
        <h3 className="text-[18px]">
          <Link
            href={localePath(locale, `/events/${hit.slug}`)}
            prefetch={false}
            onClick={onOpen}
            className="no-underline after:absolute after:inset-0"
          >
            <MarkedText text={hit.title} marks={hit.titleMarks} />
          </Link>
        </h3>
        <p className="small dim">
          {lastDay
            ? t("onUntil", { day: dayOf(lastDay, next.timeZone, locale) })
            : dayAndTime(next.startsAt, next.timeZone, locale)}
          {performanceCount > 1 && (
            <span className="whitespace-nowrap"> · {t("dates", { count: performanceCount })}</span>
          )}
          <br />
          {placeName(next.venueName, next.city, locale)}
          {distanceKm !== null && ` · ${t("km", { km: distanceWords(distanceKm, locale) })}`}
        </p>
      </div>
      <div className="max-w-[38%] shrink-0 text-right">
        <Price hit={hit} locale={locale} now={now} />
      </div>
    </li>
  );
}

function Price({ hit, locale, now }: Pick<SearchRowProps, "hit" | "locale" | "now">) {
  const t = useTranslations("search");
  const { next, left, performanceCount } = hit;
  const isSold = left === 0 || next.fromPriceMinor === null;
  const isOnSale = Date.parse(next.saleStartsAt) <= now;
  if (isSold) return <span className="small dim">{performanceCount > 1 ? t("thisSoldOut") : t("soldOut")}</span>;
  return (
    <>
      <span className="price">{money(next.fromPriceMinor ?? 0, next.currency, locale)}</span>
      <div className="small dim num">
        {isOnSale
          ? left !== null && t("left", { count: count(left, locale) })
          : t("onSaleFrom", { when: dayAndTime(next.saleStartsAt, next.timeZone, locale) })}
      </div>
    </>
  );
}

const distanceWords = (km: number, locale: Locale) => (km < 10 ? km.toFixed(1) : count(Math.round(km), locale));

function MarkedText({ text, marks }: { readonly text: string; readonly marks: SearchHitView["titleMarks"] }) {
  if (marks.length === 0) return text;
  const parts: { readonly at: number; readonly words: string; readonly isMarked: boolean }[] = [];
  let at = 0;
  for (const [begin, length] of marks) {
    if (begin > at) parts.push({ at, words: text.slice(at, begin), isMarked: false });
    parts.push({ at: begin, words: text.slice(begin, begin + length), isMarked: true });
    at = begin + length;
  }
  if (at < text.length) parts.push({ at, words: text.slice(at), isMarked: false });
  return parts.map((part) =>
    part.isMarked ? (
      <mark key={part.at} className="bg-transparent font-[750] text-inherit">
        {part.words}
      </mark>
    ) : (
      <span key={part.at} className="font-[480]">
        {part.words}
      </span>
    ),
  );
}
