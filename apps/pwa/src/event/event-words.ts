import type { Locale } from "@usher/client/i18n";
import { getTranslations } from "next-intl/server";
import { remindWords } from "../remind/remind-words.ts";

/** Sentences of the parts that move, with their gaps left open: the browser fills in figures without a translator. */
export async function eventWords(locale: Locale, limit: number | null) {
  const t = await getTranslations({ locale, namespace: "event" });
  return {
    from: t("from", { price: "{price}" }),
    also: t("also", { amount: "{amount}", day: "{day}" }),
    feesIn: limit === null ? t("feesIn") : t("feesInLimit", { limit }),
    chooseSeats: t("chooseSeats"),
    chooseDate: t("chooseDate"),
    chooseWay: t("chooseWay"),
    timetable: t("timetable"),
    fromStop: t("fromStop"),
    toStop: t("toStop"),
    cheapest: t("cheapest"),
    fastest: t("fastest"),
    lasting: t("lasting", { hours: "{hours}", minutes: "{minutes}" }),
    moreDepartures: t("moreDepartures"),
    stopsOn: t("stopsOn", { day: "{day}" }),
    dayPasses: t("dayPasses"),
    passDays: t("passDays", { count: "{count}" }),
    left: t("left", { count: "{count}" }),
    ofTotal: t("ofTotal", { count: "{count}" }),
    held: t("held", { count: "{count}" }),
    dates: t("dates"),
    calendar: {
      before: t("monthBefore"),
      after: t("monthAfter"),
      times: t("times", { count: 2 }).replace("2", "{count}"),
    },
    remind: await remindWords(locale),
    offline: t("offline"),
    notYet: t("notYet"),
    onSaleFrom: t("onSaleFrom", { when: "{when}" }),
    soldOut: t("soldOut"),
    soldOutText: t("soldOutText"),
    tariffs: t("tariffs"),
    tariffUntil: t("tariffUntil", { when: "{when}" }),
    moreFrom: t("moreFrom", { when: "{when}" }),
    lookAtMap: t("lookAtMap"),
    past: t("past"),
    saleOver: t("saleOver"),
    cancelled: t("cancelled"),
    cancelledText: t("cancelledText"),
    otherEvents: t("otherEvents"),
  };
}

export type EventWords = Awaited<ReturnType<typeof eventWords>>;

/** Sentences of the list of exhibitors, with their gaps left open. */
export async function exhibitorWords(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "event" });
  return {
    exhibitors: t("exhibitors"),
    find: t("findExhibitor"),
    clear: t("clearWords"),
    found: t("exhibitorsFound", { count: "{count}", all: "{all}" }),
    stand: t("stand"),
    opensSite: t("opensSite"),
    all: t("allExhibitors", { count: "{count}" }),
  };
}

export type ExhibitorWords = Awaited<ReturnType<typeof exhibitorWords>>;
