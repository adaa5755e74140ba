"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/online";
import { SearchField } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import { SortFilter } from "./filters.tsx";
import { RecentList } from "./recent-list.tsx";
import { useRecentSearches } from "./recent-searches.ts";
import { emptyQuestion, isAsking, type Question, readQuestion, writeQuestion } from "./search-question.ts";
import { SearchResults } from "./search-results.tsx";
import { useSearch } from "./use-search.ts";

/** Search as you type. Words and filters stand in the address: back, reload and a shared link show the same. */
export function SearchScreen({ locale }: { readonly locale: Locale }) {
  const t = useTranslations("search");
  const [question, setQuestion] = useQuestion(locale);
  const search = useSearch(question, locale);
  const recent = useRecentSearches();
  const isOnline = useOnline();
  const field = useRef<HTMLInputElement>(null);
  const shown = question ?? emptyQuestion(locale);
  useSlashKey(field);
  const filters = {
    question: shown,
    onChange: (next: Question) => setQuestion(next, "filter"),
    view: search.view,
    locale,
  };
  const remember = () => recent.add(shown.words);
  const count = search.view && search.view.givenUp === null ? search.view.total : 0;
  return (
    <main id="content" className="flex-1 pb-16 lg:mx-auto lg:w-full lg:max-w-[1280px] lg:px-10 lg:pt-6">
      <h1 className="sr-only">{t("title")}</h1>
      <search>
        <form
          // The browser's own way to the same address, for when no script runs.
          action={localePath(locale, "/search")}
          className="wrap pt-2 lg:px-0"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            remember();
            field.current?.blur();
          }}
        >
          <SearchField
            ref={field}
            name="q"
            label={t("label")}
            value={shown.words}
            busy={search.isBusy && shown.words !== ""}
            enterKeyHint="search"
            autoComplete="off"
            maxLength={120}
            onChange={(typed) => setQuestion({ ...shown, words: typed.target.value }, "word")}
            onKeyDown={(pressed) => {
              if (pressed.key === "Escape" && shown.words !== "") setQuestion({ ...shown, words: "" }, "word");
            }}
          />
        </form>
      </search>
      <FilterChips {...filters} />
      <div className="lg:grid lg:grid-cols-[248px_minmax(0,1fr)] lg:gap-x-14 lg:pt-5">
        <FilterPanel {...filters} />
        <div className="relative">
          <div className="absolute top-1.5 right-0 w-44 max-lg:hidden">
            <SortFilter {...filters} dense />
          </div>
          <p role="status" className="sr-only">
            {search.view && !search.isBusy && isAsking(shown) ? t("found", { count }) : ""}
          </p>
          {!isAsking(shown) && (
            <RecentList recent={recent} onChoose={(words) => setQuestion({ ...shown, words }, "filter")} />
          )}
          <SearchResults
            question={shown}
            search={search}
            locale={locale}
            isOnline={isOnline}
            onChange={filters.onChange}
            onOpen={remember}
          />
        </div>
      </div>
    </main>
  );
}

/** The question in the address. A letter more replaces it; a filter is a step that "back" undoes. */
function useQuestion(locale: Locale) {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => {
    const read = () => setQuestion(readQuestion(window.location.search, locale));
    read();
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, [locale]);
  const change = useCallback(
    (next: Question, by: "word" | "filter") => {
      const address = writeQuestion(localePath(locale, "/search"), next);
      if (by === "word") window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
      setQuestion(next);
    },
    [locale],
  );
  return [question, change] as const;
}

/** "/" goes to the field, where nothing is being typed. */
function useSlashKey(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (pressed: KeyboardEvent) => {
      const isTyping = pressed.target instanceof HTMLElement && pressed.target.matches("input, textarea, select");
      if (pressed.key !== "/" || isTyping || pressed.metaKey || pressed.ctrlKey) return;
      pressed.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [field]);
}
