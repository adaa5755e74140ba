import { type HomeView, type SearchHitView, weekendOf } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { Chip, ChipRow } from "@usher/ui";
import { Search } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { KeptForYou } from "../holding/kept-for-you.tsx";
import { KINDS } from "../search/search-question.ts";
import { MainHead, MainTabs } from "../shell/main-nav.tsx";
import { EventCard, EventHero, EventRow, SaleRow, TripRow } from "./event-items.tsx";
import { PlaceButton } from "./place-button.tsx";

interface HomePageProps {
  readonly locale: Locale;
  readonly home: HomeView;
}

/** What is on in a city, or everywhere. The same for everybody: what is personal comes beside it in the browser. */
export async function HomePage({ locale, home }: HomePageProps) {
  const t = await getTranslations({ locale, namespace: "discover" });
  const app = await getTranslations({ locale, namespace: "app" });
  const { city, hero, sections, elsewhere } = home;
  const search = (filter: Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...(city ? { city: city.value } : {}), ...filter });
    return localePath(locale, query.size > 0 ? `/search?${query}` : "/search");
  };
  const weekend = weekendOf(home.today);
  const tonight = search({ from: home.today, until: home.today });
  const thisWeekend = search({ from: weekend.fromDay, until: weekend.untilDay });
  const all = (name: keyof HomeView["sections"], href: string) => ({
    href,
    words: t("all", { count: sections[name].total }),
    isMore: sections[name].total > sections[name].hits.length,
  });
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="discover" search={<SearchLink href={search()} words={t("search")} />} />
      <main
        id="content"
        className="flex-1 pb-12 lg:grid lg:grid-cols-[minmax(360px,496px)_minmax(0,704px)] lg:gap-x-10 lg:pb-0"
      >
        <div className="lg:order-2 lg:pt-4 lg:pb-14">
          <PlaceButton
            locale={locale}
            place={city?.name ?? t("title")}
            here={city?.slug ?? null}
            cities={home.cities}
            words={{
              choose: t("choosePlace"),
              close: t("close"),
              nearMe: t("nearMe"),
              nearRefused: t("nearRefused"),
              everywhere: t("everywhere"),
            }}
          />
          <div className="wrap lg:hidden">
            <SearchLink href={search()} words={t("search")} />
          </div>
          <ChipRow label={t("filters")} className="my-1.5 lg:mt-1">
            <ChipLink href={tonight}>{t("tonight")}</ChipLink>
            <ChipLink href={thisWeekend}>{t("weekend")}</ChipLink>
            {KINDS.map((kind) => (
              <ChipLink key={kind} href={search({ kind })}>
                {t(kind)}
              </ChipLink>
            ))}
          </ChipRow>
          {hero && (
            <div className="lg:hidden">
              <EventHero hit={hero} locale={locale} />
            </div>
          )}
          {hero === null && (
            <div className="wrap py-10 lg:px-0">
              <h2>{t("emptyTitle")}</h2>
              <p className="dim mt-2">{t("emptyText")}</p>
            </div>
          )}
          <Grid
            title={city ? t("trendingIn", { city: city.name }) : t("trending")}
            hits={sections.trending.hits}
            locale={locale}
            more={all("trending", search({ sort: "popularity" }))}
          />
          <div className="lg:hidden">
            <Rows title={t("tonight")} hits={sections.tonight.hits} locale={locale} more={all("tonight", tonight)} />
          </div>
          <SaleRows
            title={t("soon")}
            hits={sections.soon.hits}
            locale={locale}
            more={all("soon", search({ soon: "1" }))}
          />
          <Grid
            title={t("weekend")}
            hits={sections.weekend.hits.slice(0, 4)}
            locale={locale}
            more={all("weekend", thisWeekend)}
          />
          <div className="lg:grid lg:grid-cols-2 lg:gap-x-10 lg:pt-4 lg:[&>.section]:pt-8">
            <Rows
              title={t("sport")}
              hits={sections.sport.hits}
              locale={locale}
              more={all("sport", search({ kind: "sport", sort: "date" }))}
            />
            <Trips
              title={t("transport")}
              hits={sections.transport.hits}
              locale={locale}
              more={all("transport", search({ kind: "transport", sort: "date" }))}
            />
          </div>
          <Grid
            title={t("exhibition")}
            hits={sections.exhibition.hits}
            locale={locale}
            more={all("exhibition", search({ kind: "exhibition" }))}
          />
          <Grid title={t("worthTheJourney")} hits={elsewhere.slice(0, 4)} locale={locale} />
        </div>
        <div className="lg:order-1">
          {hero && (
            <div className="max-lg:hidden">
              <EventHero hit={hero} locale={locale} />
            </div>
          )}
          <div className="max-lg:hidden">
            <Rows
              title={t("tonight")}
              hits={sections.tonight.hits}
              locale={locale}
              more={all("tonight", tonight)}
              wide
            />
          </div>
          <div className="lg:pb-14">
            <Rows
              title={t("next")}
              hits={sections.next.hits}
              locale={locale}
              more={all("next", search({ sort: "date" }))}
              wide
            />
          </div>
        </div>
      </main>
      <KeptForYou
        locale={locale}
        words={{ kept: app("kept"), keptOn: app("keptOn"), keptPay: app("keptPay") }}
        place="aboveTabs"
      />
      <MainTabs locale={locale} here="discover" />
    </div>
  );
}

/** Looks like the field it leads to. */
function SearchLink({ href, words }: { readonly href: string; readonly words: string }) {
  return (
    <Link
      href={href}
      className="flex h-12 w-full items-center gap-3 rounded-press border border-line bg-raised px-4 text-text-3 no-underline hover:border-edge"
    >
      <Search size={22} strokeWidth={1.75} aria-hidden="true" />
      {words}
    </Link>
  );
}

function ChipLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Chip asChild>
      <Link href={href} prefetch={false}>
        {children}
      </Link>
    </Chip>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hits: readonly SearchHitView[];
  readonly locale: Locale;
  /** Where the rest of them is, if there is a rest. */
  readonly more?: { readonly href: string; readonly words: string; readonly isMore: boolean };
  /** In the left column of a wide screen, which has its own gutter. */
  readonly wide?: boolean;
}

function Section({
  title,
  hits,
  more,
  wide,
  children,
}: Omit<SectionProps, "locale"> & { readonly children: ReactNode }) {
  if (hits.length === 0) return null;
  return (
    <section className="section">
      <header className={wide ? "lg:px-6" : "lg:px-0"}>
        <h2>{title}</h2>
        {more?.isMore && (
          <Link href={more.href} prefetch={false}>
            {more.words}
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}

function Grid({ hits, locale, ...section }: SectionProps) {
  return (
    <Section {...section} hits={hits}>
      <ul className="wrap grid grid-cols-2 gap-x-3 gap-y-6 lg:grid-cols-4 lg:gap-x-5 lg:px-0">
        {hits.map((hit) => (
          <EventCard key={hit.id} hit={hit} locale={locale} />
        ))}
      </ul>
    </Section>
  );
}

function Rows({ hits, locale, ...section }: SectionProps) {
  return (
    <Section {...section} hits={hits}>
      <ul className={section.wide ? "list lg:[&>li]:px-6" : "list lg:[&>li]:px-0"}>
        {hits.map((hit) => (
          <EventRow key={hit.id} hit={hit} locale={locale} />
        ))}
      </ul>
    </Section>
  );
}

function SaleRows({ hits, locale, ...section }: SectionProps) {
  return (
    <Section {...section} hits={hits}>
      <ul className="list lg:[&>li]:px-0">
        {hits.map((hit) => (
          <SaleRow key={hit.id} hit={hit} locale={locale} />
        ))}
      </ul>
    </Section>
  );
}

function Trips({ hits, locale, ...section }: SectionProps) {
  return (
    <Section {...section} hits={hits}>
      <ul className="list lg:[&>li]:px-0">
        {hits.map((hit) => (
          <TripRow key={hit.id} hit={hit} locale={locale} />
        ))}
      </ul>
    </Section>
  );
}
