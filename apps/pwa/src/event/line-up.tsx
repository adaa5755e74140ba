import type { EventView } from "@usher/api/contract";
import { dayAndTime, money, placeName } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { ChevronRight, MicVocal, Shield } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Poster } from "../shell/poster.tsx";

interface LineUpProps {
  readonly event: EventView;
  readonly locale: Locale;
}

/** Who plays, and what a fixture is part of; each player leads to all of their dates. */
export async function LineUp({ event, locale }: LineUpProps) {
  const t = await getTranslations({ locale, namespace: "event" });
  const { performers, competition } = event;
  if (performers.length === 0 && competition === null) return null;
  const heading = event.kind !== "sport" ? "lineUp" : performers.length > 0 ? "teams" : "competition";
  return (
    <section className="pt-8">
      <h2 className="mb-1">{t(heading)}</h2>
      {competition !== null && <p className="dim mb-1">{competition}</p>}
      <ul className="list max-lg:-mx-5">
        {performers.map(({ slug, kind, name }) => (
          <li key={slug} className="relative min-h-14! lg:px-0!">
            <span aria-hidden="true" className="grid size-10 shrink-0 place-items-center rounded-full bg-sunk">
              {kind === "team" ? <Shield size={18} strokeWidth={1.75} /> : <MicVocal size={18} strokeWidth={1.75} />}
            </span>
            <Link
              href={localePath(locale, `/search?performer=${encodeURIComponent(slug)}`)}
              prefetch={false}
              className="grow strong no-underline after:absolute after:inset-0"
            >
              {name}
            </Link>
            <ChevronRight size={18} aria-hidden="true" className="shrink-0" />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where else they play. */
export async function OtherDates({ event, locale }: LineUpProps) {
  const t = await getTranslations({ locale, namespace: "event" });
  if (event.otherEvents.length === 0) return null;
  return (
    <section className="pt-8 lg:pt-9">
      <h2 className="mb-1">{t(event.kind === "sport" ? "otherMatches" : "otherDates")}</h2>
      <ul className="list max-lg:-mx-5">
        {event.otherEvents.map(({ id, slug, title, posterSeed, next }) => (
          <li key={id} className="relative gap-3.5! lg:px-0!">
            <div className="w-14 shrink-0">
              <Poster seed={posterSeed} alt="" sizes="56px" />
            </div>
            <div className="grow">
              <h3>
                <Link
                  href={localePath(locale, `/events/${slug}`)}
                  prefetch={false}
                  className="no-underline after:absolute after:inset-0"
                >
                  {title}
                </Link>
              </h3>
              <p className="small dim">
                {dayAndTime(next.startsAt, next.timeZone, locale)}
                <br />
                {placeName(next.venueName, next.city, locale)}
              </p>
            </div>
            {next.fromPriceMinor !== null && (
              <span className="price small">
                {t("from", { price: money(next.fromPriceMinor, next.currency, locale) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
