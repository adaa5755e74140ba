import type { EventSummaryView, LiveFiguresView } from "@usher/api/contract";
import { count, dayAndTime, dayOf, money, shortDate, timeOfDay } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import Link from "next/link";
import { Poster } from "../shell/poster.tsx";
import type { DiscoverWords } from "./discover-words.ts";

interface EventItemProps {
  readonly event: EventSummaryView;
  readonly locale: Locale;
  readonly words: DiscoverWords;
  /** Milliseconds; tells what is not on sale yet. */
  readonly now: number;
  /** What is left by performance, once it is known. */
  readonly figures: ReadonlyMap<string, LiveFiguresView> | null;
}

function priceWords({ event, locale, words, now, figures }: EventItemProps): string {
  const { next, status } = event;
  if (status === "cancelled") return words.cancelled;
  if (Date.parse(next.saleStartsAt) > now) {
    return words.onSaleFrom.replace("{when}", dayAndTime(next.saleStartsAt, next.timeZone, locale));
  }
  const live = event.performanceCount === 1 ? figures?.get(next.performanceId) : undefined;
  if (next.fromPriceMinor === null || live?.left === 0) return words.soldOut;
  return words.from.replace("{price}", money(next.fromPriceMinor, next.currency, locale));
}

function href({ event, locale }: EventItemProps): string {
  return localePath(locale, `/events/${event.slug}`);
}

/** The next big one: its poster from edge to edge. The line of what is left keeps its height before it is known. */
export function EventHero(props: EventItemProps & { readonly left: number | null }) {
  const { event, locale, words, left } = props;
  const { next } = event;
  return (
    <Link href={href(props)} className="block">
      <Poster
        seed={event.posterSeed}
        alt=""
        sizes="(min-width: 1024px) 496px, 100vw"
        isFirst
        className="aspect-square!"
      />
      <div className="px-5 pt-4 lg:px-6">
        <h2 className="text-[28px] lg:text-[36px]">{event.title}</h2>
        <p className="dim mt-1">{event.subtitle}</p>
      </div>
      <div className="flex justify-between gap-4 px-5 pt-3 lg:px-6 lg:pb-6">
        <div>
          <div className="strong">{dayAndTime(next.startsAt, next.timeZone, locale)}</div>
          <div className="small dim">
            {next.venueName}, {next.city}
          </div>
        </div>
        <div className="text-right">
          <div className="price">{priceWords(props)}</div>
          <div className="small dim num min-h-5">
            {left !== null && words.left.replace("{count}", count(left, locale))}
          </div>
        </div>
      </div>
    </Link>
  );
}

/** A poster with its caption. A generated poster has no words here, so the name comes first. */
export function EventCard(props: EventItemProps) {
  const { event, locale, words } = props;
  const { next } = event;
  return (
    <li>
      <Link href={href(props)} className="block">
        <Poster seed={event.posterSeed} alt="" sizes="(min-width: 1024px) 160px, 45vw" />
        <div className="pt-2 text-14 leading-[1.35]">
          <h3 className="text-[16px]">{event.title}</h3>
          <div className="strong mt-1">
            {shortDate(next.startsAt, next.timeZone, locale)}
            {event.performanceCount > 1 && (
              <span className="dim font-normal">
                {" "}
                · {words.dates.replace("{count}", count(event.performanceCount, locale))}
              </span>
            )}
          </div>
          <div className="dim">
            {next.venueName}, {next.city}
          </div>
          <span className="price mt-0.5 block whitespace-normal">{priceWords(props)}</span>
        </div>
      </Link>
    </li>
  );
}

/** One line of a list. */
export function EventRow(props: EventItemProps) {
  const { event, locale } = props;
  const { next } = event;
  return (
    <li className="relative lg:px-0">
      <div className="when">
        <b>{timeOfDay(next.startsAt, next.timeZone, locale)}</b>
        <span>{dayOf(next.startsAt, next.timeZone, locale)}</span>
      </div>
      <Link href={href(props)} className="grow min-w-0 after:absolute after:inset-0">
        <h3>{event.title}</h3>
        <p className="small dim">
          {next.venueName}, {next.city}
        </p>
      </Link>
      <span className="price small max-w-32 whitespace-normal text-right">{priceWords(props)}</span>
    </li>
  );
}
