"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/online";
import { SearchField } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useNow } from "../catalog/use-now.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import { SortFilter } from "./filters.tsx";
import { RecentList } from "./recent-list.tsx";
import { useRecentSearches } from "./recent-searches.ts";
import { isAsking, isSameQuestion, type Question, readQuestion, writeQuestion } from "./search-question.ts";
import { SearchResults } from "./search-results.tsx";
import { type GivenAnswer, useSearch } from "./use-search.ts";

interface SearchScreenProps {
  readonly locale: Locale;
  /** What the page was made for, with its answer. */
  readonly given: GivenAnswer;
  readonly madeAt: string;
}

/** Search as you type. Words and filters stand in the address: back, reload and a shared link show the same. */
export function SearchScreen({ locale, given, madeAt }: SearchScreenProps) {
  const t = useTranslations("search");
  const [shown, setQuestion] = useQuestion(locale, given.question);
  const search = useSearch(shown, locale, given);
  const now = useNow(madeAt);
  const recent = useRecentSearches();
  const isOnline = useOnline();
  const field = useRef<HTMLInputElement>(null);
  // What an input method is still putting together is shown, and looked for when it is a word.
  const isComposing = useRef(false);
  const [composed, setComposed] = useState<string | null>(null);
  const setWords = (words: string) => setQuestion({ ...shown, words }, "word");
  useSlashKey(field);
  const { isBroken, again } = search;
  const wasOffline = useRef(false);
  useEffect(() => {
    if (isOnline && wasOffline.current && isBroken) again();
    wasOffline.current = !isOnline;
  }, [isOnline, isBroken, again]);
  const filters = {
    question: shown,
    onChange: (next: Question) => setQuestion(next, "filter"),
    onType: (next: Question) => setQuestion(next, "word"),
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
            value={composed ?? shown.words}
            busy={search.isBusy && shown.words !== ""}
            enterKeyHint="search"
            autoComplete="off"
            maxLength={120}
            clearLabel={t("clearWords")}
            onClear={() => setWords("")}
            onChange={(typed) => {
              if (isComposing.current) setComposed(typed.target.value);
              else setWords(typed.target.value);
            }}
            onCompositionStart={() => {
              isComposing.current = true;
            }}
            onCompositionEnd={(ended) => {
              isComposing.current = false;
              setComposed(null);
              setWords(ended.currentTarget.value);
            }}
            onKeyDown={(pressed) => {
              if (pressed.key === "Escape" && !pressed.nativeEvent.isComposing && shown.words !== "") setWords("");
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
            now={now}
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
function useQuestion(locale: Locale, given: Question) {
  const [question, setQuestion] = useState(given);
  /** The address that this page wrote last: it says nothing new. */
  const written = useRef<string | null>(null);
  // Before the first paint: coming back to an address that this page wrote, Next may bring the page that was made for another.
  useLayoutEffect(() => {
    const read = () => {
      if (written.current === window.location.pathname + window.location.search) return;
      written.current = null;
      const next = readQuestion(window.location.search, locale);
      setQuestion((before) => (isSameQuestion(before, next) ? before : next));
    };
    read();
    window.addEventListener("popstate", read);
    // A link to another search, as the tab at the foot is one, changes the address without a word to this page.
    const stop = onAddressChange(read);
    return () => {
      window.removeEventListener("popstate", read);
      stop();
    };
  }, [locale]);
  const change = useCallback(
    (next: Question, by: "word" | "filter") => {
      const address = writeQuestion(localePath(locale, "/search"), next);
      if (by === "word") window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
      written.current = window.location.pathname + window.location.search;
      setQuestion(next);
    },
    [locale],
  );
  return [question, change] as const;
}

interface Navigation {
  addEventListener(name: "currententrychange", heard: () => void): void;
  removeEventListener(name: "currententrychange", heard: () => void): void;
}

/** Hears of every change of the address where the browser tells of it (Navigation API). Returns how to stop. */
function onAddressChange(heard: () => void): () => void {
  const { navigation } = window as { navigation?: Navigation };
  navigation?.addEventListener("currententrychange", heard);
  return () => navigation?.removeEventListener("currententrychange", heard);
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
