import { proceduresFor } from "@usher/api";
import type { Locale } from "@usher/client/i18n";
import { headers } from "next/headers";
import { askedAs, inputOf, readQuestion } from "./search-question.ts";
import type { GivenAnswer } from "./use-search.ts";

/**
 * Answers the search that stands in an address, while its page is made. The day is that of Greenwich, since nobody knows the reader's yet: where
 * theirs is another, the page asks once more. A search that is refused is left to the page, which says why.
 */
export async function answerSearch(locale: Locale, query: URLSearchParams): Promise<GivenAnswer> {
  const question = readQuestion(query.toString(), locale);
  const today = new Date().toISOString().slice(0, 10);
  const { search } = await proceduresFor("pwa", await headers());
  const view = await search.events(inputOf(question, locale, today)).catch(() => null);
  return { question, view, asked: askedAs(question, locale, today) };
}
