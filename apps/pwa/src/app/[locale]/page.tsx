import type { Locale } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { getTranslations } from "next-intl/server";
import { DiscoverList } from "../../browse/discover-list.tsx";
import type { DiscoverWords } from "../../browse/discover-words.ts";
import { readUpcoming } from "../../catalog/read-catalog.ts";
import { MainHead, MainTabs } from "../../shell/main-nav.tsx";

export const revalidate = 300;

/** Discover: what comes next, the same for everybody. Figures that move are fetched beside it. */
export default async function DiscoverPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await localeOfRoute(params);
  const { events, nextCursor } = await readUpcoming(locale);
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="discover" />
      <DiscoverList
        locale={locale}
        events={events}
        nextCursor={nextCursor}
        madeAt={new Date().toISOString()}
        words={await discoverWords(locale)}
      />
      <MainTabs locale={locale} here="discover" />
    </div>
  );
}

/** Sentences with their gaps left open, so that the list in the browser needs no translator of its own. */
async function discoverWords(locale: Locale): Promise<DiscoverWords> {
  const t = await getTranslations({ locale, namespace: "discover" });
  const app = await getTranslations({ locale, namespace: "app" });
  return {
    title: t("title"),
    everywhere: t("everywhere"),
    search: t("search"),
    filters: t("filters"),
    cities: t("cities"),
    kinds: { show: t("show"), sport: t("sport"), transport: t("transport"), exhibition: t("exhibition") },
    from: t("from", { price: "{price}" }),
    left: t("left", { count: "{count}" }),
    next: t("next"),
    soon: t("soon"),
    later: t("later"),
    onSaleFrom: t("onSaleFrom", { when: "{when}" }),
    cancelled: t("cancelled"),
    soldOut: t("soldOut"),
    nothingTitle: t("nothingTitle"),
    nothingText: t("nothingText"),
    showAll: t("showAll"),
    emptyTitle: t("emptyTitle"),
    emptyText: t("emptyText"),
    more: t("more"),
    found: [0, 1, 2].map((count) => t("found", { count }).replace("2", "{count}")) as [string, string, string],
    dates: t("dates", { count: 2 }).replace("2", "{count}"),
    kept: { kept: app("kept"), keptOn: app("keptOn"), keptPay: app("keptPay") },
  };
}
