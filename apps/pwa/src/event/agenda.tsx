import type { AgendaItemView } from "@usher/api/contract";
import { dayOf, timeOfDay, zoneName } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Tabs } from "@usher/ui";
import { getTranslations } from "next-intl/server";
import { agendaDays, dayToShow } from "./agenda-days.ts";
import { ZoneNote } from "./zone-note.tsx";

interface AgendaProps {
  readonly items: readonly AgendaItemView[];
  readonly timeZone: string;
  readonly locale: Locale;
  readonly nowMs: number;
}

/** What happens when, a day at a time. */
export async function Agenda({ items, timeZone, locale, nowMs }: AgendaProps) {
  const days = agendaDays(items, timeZone);
  const [first] = items;
  if (!first) return null;
  const t = await getTranslations({ locale, namespace: "event" });
  const listOf = (onDay: readonly AgendaItemView[]) => (
    <ul className="list max-lg:-mx-5">
      {onDay.map(({ id, startsAt, endsAt, title, place, speaker }) => (
        <li key={id} className="items-start! lg:px-0!">
          <div className="when">
            <b>
              <time dateTime={startsAt}>{timeOfDay(startsAt, timeZone, locale)}</time>
            </b>
            {endsAt && <span>{t("until", { time: timeOfDay(endsAt, timeZone, locale) })}</span>}
          </div>
          <div className="min-w-0 grow">
            <h3 className="wrap-anywhere">{title}</h3>
            {(speaker || place) && (
              <p className="small dim wrap-anywhere">{[speaker, place].filter(Boolean).join(" · ")}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
  const tabs = days.map(({ day, items: onDay }) => ({
    key: day,
    label: dayOf(onDay[0]?.startsAt ?? first.startsAt, timeZone, locale),
    content: listOf(onDay),
  }));
  return (
    <section className="pt-8 lg:pt-9">
      <h2 className="mb-1">
        {t("agenda")}
        <span className="text-[16px]">
          <ZoneNote zone={timeZone} text={zoneName(first.startsAt, timeZone, locale)} />
        </span>
      </h2>
      {tabs.length > 1 ? (
        <Tabs
          label={t("agendaDays")}
          tabs={tabs}
          initial={dayToShow(days, nowMs, timeZone)}
          rowClassName="max-lg:-mx-5 max-lg:px-5"
        />
      ) : (
        <>
          <p className="dim">{tabs[0]?.label}</p>
          {tabs[0]?.content}
        </>
      )}
    </section>
  );
}
