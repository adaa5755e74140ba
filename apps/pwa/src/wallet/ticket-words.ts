"use client";

import type { WalletTicketView } from "@usher/api/contract";
import { dayOf, timeOfDay } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useTranslations } from "next-intl";

/** "Today, doors 18:30, Maas Arena", in the venue's own time. `nowMs` is the server's clock. */
export function useWhen(locale: Locale): (ticket: WalletTicketView, nowMs: number) => string {
  const t = useTranslations("tickets");
  return ({ startsAt, doorsAt, timeZone, venueName }, nowMs) => {
    const day = dayOf(startsAt, timeZone, locale);
    const isToday =
      Math.abs(Date.parse(startsAt) - nowMs) < 86_400_000 &&
      day === dayOf(new Date(nowMs).toISOString(), timeZone, locale);
    const words = { day: isToday ? t("today") : day, venue: venueName };
    if (!doorsAt) return t("whenStarts", { ...words, time: timeOfDay(startsAt, timeZone, locale) });
    return t("whenDoors", { ...words, time: timeOfDay(doorsAt, timeZone, locale) });
  };
}

/** How the parts of a place are called. */
export function useSeatLabels() {
  const t = useTranslations("tickets");
  return { section: t("section"), row: t("row"), seat: t("seat"), seats: t("seats"), places: t("places") };
}
