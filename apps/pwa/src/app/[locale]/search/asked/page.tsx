import { localeOfRoute } from "@usher/client/i18n/server";
import { answerSearch } from "../../../../search/answer-search.ts";
import { SearchPage, searchMetadata } from "../../../../search/search-page.tsx";

interface AskedProps {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const dynamic = "force-dynamic";

export const generateMetadata = async ({ params }: AskedProps) => searchMetadata(await localeOfRoute(params));

/** A search that stands in the address, with its answer. People see it as `/search?…` (`proxy.ts`). */
export default async function Page({ params, searchParams }: AskedProps) {
  const locale = await localeOfRoute(params);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) query.set(name, first);
  }
  return <SearchPage locale={locale} given={await answerSearch(locale, query)} />;
}
