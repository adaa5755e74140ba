"use client";

import type { EventSummaryView, LiveFiguresView } from "@usher/api/contract";
import { count } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { Button, Chip, ChipRow, SearchField } from "@usher/ui";
import { useEffect, useMemo, useState } from "react";
import { useLiveFigures } from "../catalog/use-live-figures.ts";
import { useNow } from "../catalog/use-now.ts";
import { KeptForYou } from "../holding/kept-for-you.tsx";
import { type DiscoverFilter, KINDS, matches, NO_FILTER, readFilter, writeFilter } from "./discover-filter.ts";
import type { DiscoverWords } from "./discover-words.ts";
import { EventCard, EventHero, EventRow } from "./event-items.tsx";
import { useMoreEvents } from "./use-more-events.ts";

interface DiscoverListProps {
  readonly locale: Locale;
  readonly events: readonly EventSummaryView[];
  readonly nextCursor: string | null;
  readonly madeAt: string;
  readonly words: DiscoverWords;
}

const CARDS = 8;

/** The list of what is on, narrowed down by word, city and kind without leaving the page. */
export function DiscoverList({ locale, events: first, nextCursor, madeAt, words }: DiscoverListProps) {
  const now = useNow(madeAt);
  const [filter, setFilter] = useState<DiscoverFilter>(NO_FILTER);
  const { events, more } = useMoreEvents(first, nextCursor, locale);
  useEffect(() => setFilter(readFilter(window.location.search)), []);
  const change = (next: DiscoverFilter) => {
    setFilter(next);
    window.history.replaceState(null, "", writeFilter(localePath(locale, "/"), next));
  };
  const cities = useMemo(() => [...new Set(events.map((event) => event.next.city))], [events]);
  const found = events.filter((event) => matches(event, filter));
  const isNarrowed = filter.words !== "" || filter.city !== null || filter.kind !== null;
  const [hero, ...rest] = found;
  const soon = rest.filter((event) => Date.parse(event.next.saleStartsAt) > now);
  const onSale = rest.filter((event) => Date.parse(event.next.saleStartsAt) <= now);
  // Of an event with more dates than one, the next being sold out says nothing about the others.
  const single = events.filter((event) => event.performanceCount === 1).map((event) => event.next.performanceId);
  const figures = useLiveFigures(hero ? [...new Set([hero.next.performanceId, ...single])] : []);
  const item = { locale, words, now, figures };

  return (
    <>
      <main
        id="content"
        className="flex-1 pb-12 lg:grid lg:grid-cols-[minmax(360px,496px)_minmax(0,704px)] lg:gap-x-10 lg:pb-0"
      >
        <div className="lg:order-2 lg:pt-5">
          <h1 className="wrap flex min-h-13 items-center text-[28px] lg:px-0 lg:text-[36px]">
            {filter.city ?? words.title}
          </h1>
          <div className="wrap lg:px-0">
            <SearchField
              label={words.search}
              value={filter.words}
              enterKeyHint="search"
              onChange={(typed) => change({ ...filter, words: typed.target.value })}
            />
          </div>
          <ChipRow label={words.filters} className="my-1.5">
            {KINDS.map((kind) => (
              <Chip
                key={kind}
                pressed={filter.kind === kind}
                onClick={() => change({ ...filter, kind: filter.kind === kind ? null : kind })}
              >
                {words.kinds[kind]}
              </Chip>
            ))}
          </ChipRow>
          {cities.length > 1 && (
            <ChipRow label={words.cities} className="-mt-1.5 mb-1.5 lg:mb-3.5">
              <Chip pressed={filter.city === null} onClick={() => change({ ...filter, city: null })}>
                {words.everywhere}
              </Chip>
              {cities.map((city) => (
                <Chip key={city} pressed={filter.city === city} onClick={() => change({ ...filter, city })}>
                  {city}
                </Chip>
              ))}
            </ChipRow>
          )}
          <p role="status" className="sr-only">
            {isNarrowed ? words.found[Math.min(found.length, 2)]?.replace("{count}", count(found.length, locale)) : ""}
          </p>
          <div className="max-lg:hidden">
            <NextEvents {...item} events={onSale.slice(0, CARDS)} />
            <EventRows {...item} title={words.soon} events={soon} />
          </div>
        </div>
        <div className="lg:order-1">
          {hero ? (
            <EventHero {...item} event={hero} left={figures?.get(hero.next.performanceId)?.left ?? null} />
          ) : (
            <Nothing words={words} isNarrowed={isNarrowed} onShowAll={() => change(NO_FILTER)} />
          )}
          <div className="px-(--gutter) pb-14 max-lg:hidden">
            <EventRows {...item} title={words.later} events={onSale.slice(CARDS)} />
          </div>
        </div>
        <div className="lg:hidden">
          <NextEvents {...item} events={onSale.slice(0, CARDS)} />
          <EventRows {...item} title={words.soon} events={soon} />
          <EventRows {...item} title={words.later} events={onSale.slice(CARDS)} />
        </div>
        {more && (
          <div className="wrap pt-8 lg:order-3 lg:col-start-2 lg:px-0 lg:pb-14">
            <Button wide disabled={more.isBusy} onClick={more.load}>
              {words.more}
            </Button>
          </div>
        )}
      </main>
      <KeptForYou locale={locale} words={words.kept} place="aboveTabs" />
    </>
  );
}

interface EventsProps {
  readonly locale: Locale;
  readonly words: DiscoverWords;
  readonly now: number;
  readonly figures: ReadonlyMap<string, LiveFiguresView> | null;
  readonly events: readonly EventSummaryView[];
}

function NextEvents({ events, ...item }: EventsProps) {
  if (events.length === 0) return null;
  return (
    <section className="section lg:pt-0">
      <header className="lg:px-0">
        <h2>{item.words.next}</h2>
      </header>
      <ul className="wrap grid grid-cols-2 gap-x-3 gap-y-6 lg:grid-cols-4 lg:gap-x-5 lg:px-0">
        {events.map((event) => (
          <EventCard key={event.id} {...item} event={event} />
        ))}
      </ul>
    </section>
  );
}

function EventRows({ title, events, ...item }: EventsProps & { readonly title: string }) {
  if (events.length === 0) return null;
  return (
    <section className="section">
      <header className="lg:px-0">
        <h2>{title}</h2>
      </header>
      <ul className="list">
        {events.map((event) => (
          <EventRow key={event.id} {...item} event={event} />
        ))}
      </ul>
    </section>
  );
}

function Nothing({
  words,
  isNarrowed,
  onShowAll,
}: {
  words: DiscoverWords;
  isNarrowed: boolean;
  onShowAll: () => void;
}) {
  return (
    <div className="wrap py-16">
      <h2>{isNarrowed ? words.nothingTitle : words.emptyTitle}</h2>
      <p className="dim mt-2">{isNarrowed ? words.nothingText : words.emptyText}</p>
      {isNarrowed && (
        <Button className="mt-6" onClick={onShowAll}>
          {words.showAll}
        </Button>
      )}
    </div>
  );
}
