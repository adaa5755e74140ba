import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { readPopular } from "../../../catalog/read-catalog.ts";
import { emptyQuestion } from "../../../search/search-question.ts";
import { SearchScreen } from "../../../search/search-screen.tsx";
import { MainHead, MainTabs } from "../../../shell/main-nav.tsx";

interface SearchPageProps {
  readonly params: Promise<{ locale: string }>;
}

export const revalidate = 300;

export async function generateMetadata({ params }: SearchPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "search" });
  // What people searched for is no page of its own for search engines.
  return { title: t("title"), robots: { index: false } };
}

/** Search: one static page for every question, which stands in the address. It begins with what is popular, for whoever asks nothing. */
export default async function SearchPage({ params }: SearchPageProps) {
  const locale = await localeOfRoute(params);
  const { search } = await getMessages({ locale });
  const popular = await readPopular(locale, emptyQuestion(locale).currency);
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="search" />
      <NextIntlClientProvider locale={locale} messages={{ search }}>
        <SearchScreen locale={locale} popular={popular} madeAt={new Date().toISOString()} />
      </NextIntlClientProvider>
      <MainTabs locale={locale} here="search" />
    </div>
  );
}
