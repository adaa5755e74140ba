import type { EventView } from "@usher/api/contract";
import {
  dayAndTime,
  dayOf,
  fullInstant,
  longDate,
  placeName,
  shortDate,
  timeOfDay,
  zoneName,
} from "@usher/client/format";
import { LOCALES, type Locale, localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { TrustRow } from "@usher/ui";
import { BadgeCheck, CalendarDays, MapPin, ShieldCheck, Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readEvent, readStock } from "../../../../catalog/read-catalog.ts";
import { takingPlace } from "../../../../catalog/sale-state.ts";
import { Agenda } from "../../../../event/agenda.tsx";
import { Dates } from "../../../../event/dates.tsx";
import { BuyBar, StockMeter } from "../../../../event/event-live.tsx";
import { eventWords, exhibitorWords } from "../../../../event/event-words.ts";
import { Exhibitors } from "../../../../event/exhibitors.tsx";
import { HouseRules } from "../../../../event/house-rules.tsx";
import { LineUp, OtherDates } from "../../../../event/line-up.tsx";
import { OfferedTariffs } from "../../../../event/offered-tariffs.tsx";
import { SeenEvent } from "../../../../event/seen-event.tsx";
import { StructuredEvent } from "../../../../event/structured-event.tsx";
import { HOURS_OF_KIND } from "../../../../event/words-of-kind.ts";
import { ZoneNote } from "../../../../event/zone-note.tsx";
import { KeptForYou } from "../../../../holding/kept-for-you.tsx";
import { AlsoTime } from "../../../../preferences/also-time.tsx";
import { BackLink } from "../../../../shell/back-link.tsx";
import { MainHead } from "../../../../shell/main-nav.tsx";
import { Poster } from "../../../../shell/poster.tsx";
import { ShareButton } from "../../../../shell/share-button.tsx";

export const revalidate = 300;

interface EventPageProps {
  readonly params: Promise<{ locale: string; slug: string }>;
}

/** Makes each page on its first visit and keeps it; without this Next would make it for every visit. */
export function generateStaticParams(): { slug: string }[] {
  return [];
}

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  const locale = await localeOfRoute(params);
  const { slug } = await params;
  const event = await readEvent(locale, slug);
  const path = `/events/${slug}`;
  const image = { url: `/api/posters/${event.posterSeed}?w=1280`, width: 1280, height: 1600 };
  return {
    title: event.title,
    description: event.subtitle || event.description.slice(0, 160),
    alternates: {
      canonical: localePath(locale, path),
      languages: Object.fromEntries(LOCALES.map((other) => [other, localePath(other, path)])),
    },
    openGraph: {
      type: "website",
      title: event.title,
      description: event.subtitle,
      url: localePath(locale, path),
      images: [image],
    },
  };
}

/** When it is over; with its day where that is not the day it began, as of a night train. */
function endOf({ startsAt, endsAt, venue }: EventView["performances"][number], locale: Locale): string {
  if (endsAt === null) return "";
  const { timeZone } = venue;
  const isSameDay = dayOf(startsAt, timeZone, locale) === dayOf(endsAt, timeZone, locale);
  return isSameDay ? timeOfDay(endsAt, timeZone, locale) : dayAndTime(endsAt, timeZone, locale);
}

/** Static, and made anew when the organizer changes something. What moves is fetched beside it. */
export default async function EventPage({ params }: EventPageProps) {
  const locale = await localeOfRoute(params);
  const { slug } = await params;
  const event = await readEvent(locale, slug);
  const t = await getTranslations({ locale, namespace: "event" });
  const app = await getTranslations({ locale, namespace: "app" });
  const [first] = takingPlace(event.performances);
  const words = await eventWords(locale, first?.ticketLimit ?? null);
  const stock = await readStock(locale, event);
  const nowMs = Date.now();
  const madeAt = new Date(nowMs).toISOString();
  const zone = first?.venue.timeZone ?? "UTC";
  const hours = HOURS_OF_KIND[event.kind];
  const live = { locale, words, madeAt, performances: event.performances };
  return (
    <div className="flex min-h-svh flex-col">
      <StructuredEvent event={event} stock={stock} locale={locale} nowMs={nowMs} />
      <SeenEvent eventId={event.id} />
      <MainHead locale={locale} here="discover" />
      <main className="flex-1 lg:grid lg:grid-cols-[minmax(360px,540px)_minmax(0,1fr)]">
        <div className="lg:sticky lg:top-0 lg:h-[min(100svh,960px)]">
          <div className="event-art lg:!h-full">
            <Poster seed={event.posterSeed} alt="" sizes="(min-width: 1024px) 540px, 100vw" isFirst fills />
            <div className="over lg:inset-[20px_20px_auto_32px]">
              <BackLink href={localePath(locale, "/")} label={app("back")} onArt />
              <ShareButton title={event.title} words={{ share: t("share"), shared: t("shared") }} />
            </div>
          </div>
        </div>
        <div className="flex min-w-0 flex-col">
          <div id="content" className="wrap flex-1 pt-5 pb-8 lg:px-12 lg:pt-9">
            <h1 className="lg:text-[56px] lg:tracking-[-.03em]">{event.title}</h1>
            <p className="dim mt-1 mb-5 text-[18px] lg:mt-2 lg:mb-6">{event.subtitle}</p>
            {first && (
              <ul className="facts lg:grid-cols-2 lg:gap-8">
                <li>
                  <CalendarDays aria-hidden />
                  <div>
                    <div className="strong num">
                      <time dateTime={first.startsAt}>{fullInstant(first.startsAt, zone, locale)}</time>
                      <ZoneNote zone={zone} text={zoneName(first.startsAt, zone, locale)} />
                      <AlsoTime
                        iso={first.startsAt}
                        zone={zone}
                        locale={locale}
                        words={t("alsoTime", { time: "{time}" })}
                      />
                    </div>
                    <div className="small dim num">
                      {[
                        first.doorsAt && t(hours.before, { time: timeOfDay(first.doorsAt, zone, locale) }),
                        first.endsAt && t(hours.after, { time: endOf(first, locale) }),
                      ]
                        .filter(Boolean)
                        .join(locale === "zh" ? "，" : ", ")}
                    </div>
                  </div>
                </li>
                <li>
                  <MapPin aria-hidden />
                  <div>
                    <div className="strong">{placeName(first.venue.name, first.venue.city, locale)}</div>
                    <div className="small dim">{first.venue.address}</div>
                  </div>
                </li>
              </ul>
            )}
            {first && <StockMeter {...live} />}
            {first && <OfferedTariffs {...live} performances={takingPlace(event.performances)} />}
            {first && (
              <TrustRow
                className="mt-4"
                label={t("trust")}
                reasons={[
                  {
                    key: "organizer",
                    icon: <BadgeCheck />,
                    words: (
                      <a href="#rule-organizer" className="after:absolute after:inset-0">
                        {event.organizer.verified ? t("verified") : t("unverified", { name: event.organizer.name })}
                      </a>
                    ),
                  },
                  {
                    key: "gate",
                    icon: <ShieldCheck />,
                    words: (
                      <a href="#rule-gate" className="after:absolute after:inset-0">
                        {t("guaranteed")}
                      </a>
                    ),
                  },
                  {
                    key: "refund",
                    icon: <Undo2 />,
                    words: (
                      <a href="#rule-refund" className="after:absolute after:inset-0">
                        {first.refundUntil
                          ? t("refundUntil", {
                              date: shortDate(first.refundUntil, zone, locale).replace(" ", "\u00a0"),
                            })
                          : t("noRefund")}
                      </a>
                    ),
                  },
                ]}
              />
            )}
            <Dates {...live} />
            <LineUp event={event} locale={locale} />
            <Agenda items={event.agenda} timeZone={zone} locale={locale} nowMs={nowMs} />
            {event.exhibitors.length > 0 && (
              <Exhibitors exhibitors={event.exhibitors} words={await exhibitorWords(locale)} />
            )}
            {first && (
              <HouseRules
                locale={locale}
                event={event}
                performance={first}
                refundDate={first.refundUntil && longDate(first.refundUntil, zone, locale)}
              />
            )}
            {event.description && (
              <section className="pt-8 lg:pt-9">
                <h2 className="mb-3">{t("about")}</h2>
                <p className="max-w-[66ch] whitespace-pre-line">{event.description}</p>
              </section>
            )}
            <OtherDates event={event} locale={locale} />
          </div>
          <KeptForYou
            locale={locale}
            words={{ kept: app("kept"), keptOn: app("keptOn"), keptPay: app("keptPay") }}
            place="aboveFoot"
          />
          <BuyBar {...live} title={event.title} />
        </div>
      </main>
    </div>
  );
}
