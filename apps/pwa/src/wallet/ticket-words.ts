"use client";

import type { WalletTicketView } from "@usher/api/contract";
import { dayOf, timeOfDay } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useTranslations } from "next-intl";

/** "Today, doors 18:30, Maas Arena", in the venue's own time. `nowMs` is the server's clock. */
export function useWhen(locale: Locale): (ticket: WalletTicketView, nowMs: number) => string {
  const t = useTranslations("tickets");
  return ({ startsAt, doorsAt, lastDayAt, fromName, toName, timeZone, venueName }, nowMs) => {
    const firstDay = dayOf(startsAt, timeZone, locale);
    const day = lastDayAt ? `${firstDay} – ${dayOf(lastDayAt, timeZone, locale)}` : firstDay;
    const isToday =
      Math.abs(Date.parse(startsAt) - nowMs) < 86_400_000 &&
      firstDay === dayOf(new Date(nowMs).toISOString(), timeZone, locale);
    const way = fromName && toName ? t("way", { from: fromName, to: toName }) : venueName;
    const words = { day: isToday ? t("today") : day, venue: way };
    if (!doorsAt || fromName) return t("whenStarts", { ...words, time: timeOfDay(startsAt, timeZone, locale) });
    return t("whenDoors", { ...words, time: timeOfDay(doorsAt, timeZone, locale) });
  };
}

/** How the parts of a place are called. */
export function useSeatLabels() {
  const t = useTranslations("tickets");
  return { section: t("section"), row: t("row"), seat: t("seat"), seats: t("seats"), places: t("places") };
}
