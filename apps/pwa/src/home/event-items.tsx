import type { SearchHitView } from "@usher/api/contract";
import { count, dayAndTime, dayOf, money, placeName, shortDate, timeOfDay } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { lastDayOf } from "../catalog/last-day.ts";
import { Poster } from "../shell/poster.tsx";
import { RemindButton } from "../remind/remind-button.tsx";
import { remindWords } from "../remind/remind-words.ts";

interface EventItemProps {
  readonly hit: SearchHitView;
  readonly locale: Locale;
}

const href = ({ hit, locale }: EventItemProps) => localePath(locale, `/events/${hit.slug}`);

/** What it costs from, or why it cannot be bought now. */
async function priceWords({ hit, locale }: EventItemProps): Promise<string> {
  const t = await getTranslations({ locale, namespace: "discover" });
  const { next, left, performanceCount } = hit;
  if (Date.parse(next.saleStartsAt) > Date.now())
    return t("onSaleFrom", { when: dayAndTime(next.saleStartsAt, next.timeZone, locale) });
  // Of an event with more dates than one, this one being sold out says nothing about the others.
  if (next.fromPriceMinor === null || left === 0) return performanceCount > 1 ? t("dateSoldOut") : t("soldOut");
  return t("from", { price: money(next.fromPriceMinor, next.currency, locale) });
}

/** The last day of a fair that has begun, in words; null for what is still to begin. */
function lastDayWords({ hit, locale }: EventItemProps): string | null {
  const closes = lastDayOf(hit, Date.now());
  return closes && dayOf(closes, hit.next.timeZone, locale);
}

/** The big one: its poster from edge to edge. */
export async function EventHero(props: EventItemProps) {
  const { hit, locale } = props;
  const t = await getTranslations({ locale, namespace: "discover" });
  const { next, left } = hit;
  const lastDay = lastDayWords(props);
  return (
    <Link href={href(props)} className="block no-underline">
      <Poster
        seed={hit.posterSeed}
        alt=""
        sizes="(min-width: 1024px) 496px, 100vw"
        isFirst
        className="aspect-square!"
      />
      <div className="px-5 pt-4 lg:px-6">
        <h2 className="text-[28px] lg:text-[36px]">{hit.title}</h2>
        <p className="dim mt-1">{hit.subtitle}</p>
      </div>
      <div className="flex justify-between gap-4 px-5 pt-3 lg:px-6">
        <div>
          <div className="strong">
            {lastDay ? t("onUntil", { day: lastDay }) : dayAndTime(next.startsAt, next.timeZone, locale)}
          </div>
          <div className="small dim">{placeName(next.venueName, next.city, locale)}</div>
        </div>
        <div className="text-right">
          <div className="price">{await priceWords(props)}</div>
          {left !== null && left > 0 && (
            <div className="small dim num">{t("left", { count: count(left, locale) })}</div>
          )}
        </div>
      </div>
    </Link>
  );
}

/** A poster with its caption. A generated poster has no words here, so the name comes first. */
export async function EventCard(props: EventItemProps) {
  const { hit, locale } = props;
  const t = await getTranslations({ locale, namespace: "discover" });
  const { next } = hit;
  const lastDay = lastDayWords(props);
  return (
    <li>
      <Link href={href(props)} prefetch={false} className="block no-underline">
        <Poster seed={hit.posterSeed} alt="" sizes="(min-width: 1024px) 160px, 45vw" />
        <div className="pt-2 text-14 leading-[1.35]">
          <h3 className="text-[16px]">{hit.title}</h3>
          <div className="strong mt-1">
            {lastDay ? t("onUntil", { day: lastDay }) : shortDate(next.startsAt, next.timeZone, locale)}
            {hit.performanceCount > 1 && (
              <span className="dim font-normal"> · {t("dates", { count: hit.performanceCount })}</span>
            )}
          </div>
          <div className="dim">{placeName(next.venueName, next.city, locale)}</div>
          <span className="price mt-0.5 block whitespace-normal">{await priceWords(props)}</span>
        </div>
      </Link>
    </li>
  );
}

/** One line of a list: when, what, where, how much. */
export async function EventRow(props: EventItemProps) {
  const { hit, locale } = props;
  const t = await getTranslations({ locale, namespace: "discover" });
  const { next } = hit;
  const lastDay = lastDayWords(props);
  return (
    <li className="relative">
      <div className="when">
        <b>{lastDay ? t("onNow") : timeOfDay(next.startsAt, next.timeZone, locale)}</b>
        <span>{lastDay ? `– ${lastDay}` : dayOf(next.startsAt, next.timeZone, locale)}</span>
      </div>
      <Link href={href(props)} prefetch={false} className="grow min-w-0 no-underline after:absolute after:inset-0">
        <h3>{hit.title}</h3>
        <p className="small dim">{placeName(next.venueName, next.city, locale)}</p>
      </Link>
      <span className="price small max-w-28 whitespace-normal lg:max-w-40 text-right">{await priceWords(props)}</span>
    </li>
  );
}

/** What goes on sale, and when; with a way to be there in time. */
export async function SaleRow(props: EventItemProps) {
  const { hit, locale } = props;
  const t = await getTranslations({ locale, namespace: "discover" });
  const { next } = hit;
  const price = next.fromPriceMinor === null ? null : money(next.fromPriceMinor, next.currency, locale);
  return (
    <li className="relative">
      <div className="when">
        <b>{timeOfDay(next.saleStartsAt, next.timeZone, locale)}</b>
        <span>{dayOf(next.saleStartsAt, next.timeZone, locale)}</span>
      </div>
      <Link href={href(props)} prefetch={false} className="grow min-w-0 no-underline after:absolute after:inset-0">
        <h3>{hit.title}</h3>
        <p className="small dim">{price === null ? next.city : t("cityFrom", { city: next.city, price })}</p>
      </Link>
      <RemindButton
        locale={locale}
        performanceId={next.performanceId}
        title={hit.title}
        words={await remindWords(locale)}
      />
    </li>
  );
}

/** A journey: from when to when, drawn as a line between two stops. */
export async function TripRow(props: EventItemProps) {
  const { hit, locale } = props;
  const { next, endsAt } = hit;
  return (
    <li className="relative">
      <Link href={href(props)} prefetch={false} className="grow min-w-0 no-underline after:absolute after:inset-0">
        <div className="leg">
          {timeOfDay(next.startsAt, next.timeZone, locale)}
          <i aria-hidden="true" />
          {endsAt ? timeOfDay(endsAt, next.timeZone, locale) : null}
        </div>
        <p className="small dim mt-1.5">
          {hit.title}, {dayOf(next.startsAt, next.timeZone, locale)}
        </p>
      </Link>
      <span className="price small max-w-28 whitespace-normal lg:max-w-40 text-right">{await priceWords(props)}</span>
    </li>
  );
}
