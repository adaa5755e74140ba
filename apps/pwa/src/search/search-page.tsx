import type { Locale } from "@usher/client/i18n";
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { MainHead, MainTabs } from "../shell/main-nav.tsx";
import { SearchScreen } from "./search-screen.tsx";
import type { GivenAnswer } from "./use-search.ts";

/** What people searched for is no page of its own for search engines. */
export async function searchMetadata(locale: Locale): Promise<Metadata> {
  const t = await getTranslations({ locale, namespace: "search" });
  return { title: t("title"), robots: { index: false } };
}

/** The search page, which begins with what it is given. */
export async function SearchPage({ locale, given }: { readonly locale: Locale; readonly given: GivenAnswer }) {
  const { search } = await getMessages({ locale });
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="search" />
      <NextIntlClientProvider locale={locale} messages={{ search }}>
        <SearchScreen locale={locale} given={given} madeAt={new Date().toISOString()} />
      </NextIntlClientProvider>
      <MainTabs locale={locale} here="search" />
    </div>
  );
}
