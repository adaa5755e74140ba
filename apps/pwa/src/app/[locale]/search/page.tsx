import { localeOfRoute } from "@usher/client/i18n/server";
import { readPopular } from "../../../catalog/read-catalog.ts";
import { SearchPage, searchMetadata } from "../../../search/search-page.tsx";
import { emptyQuestion } from "../../../search/search-question.ts";

interface SearchProps {
  readonly params: Promise<{ locale: string }>;
}

export const revalidate = 300;

export const generateMetadata = async ({ params }: SearchProps) => searchMetadata(await localeOfRoute(params));

/** Search before anything is asked: made ahead, with what is popular. An address that asks something is answered by `asked`. */
export default async function Page({ params }: SearchProps) {
  const locale = await localeOfRoute(params);
  const question = emptyQuestion(locale);
  const view = await readPopular(locale, question.currency);
  return <SearchPage locale={locale} given={{ question, view }} />;
}
