"use client";

import type { SearchView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { askedAs, isSameQuestion, type Question } from "./search-question.ts";

/** Answers of this visit: going back shows what was there, at the height it had. */
const kept = new Map<string, SearchView>();
const MOST_KEPT = 60;
const FRESH_MS = 60_000;
const askedAt = new Map<string, number>();

export interface Search {
  /** The last answer; while the next one is on its way, still the one before. */
  readonly view: SearchView | null;
  readonly isBusy: boolean;
  readonly isBroken: boolean;
  readonly again: () => void;
  /** Asks for the next page; null when all is shown. */
  readonly more: (() => void) | null;
}

/** The reader's own day, "2026-11-14". */
export function localDay(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What a page was made for and with. */
export interface GivenAnswer {
  readonly question: Question;
  /** Null where nobody could say. */
  readonly view: SearchView | null;
  /** As it was asked (`askedAs`); absent where the answer is older than the page and is to be asked for once more. */
  readonly asked?: string;
}

/**
 * Asks with every letter; whatever is still on its way for an older question is given up. What the page was given stands for its own
 * question until there is a newer answer, or for good where it was asked for the same day.
 */
export function useSearch(question: Question, locale: Locale, given: GivenAnswer): Search {
  const [view, setView] = useState(given.view);
  const [isBusy, setBusy] = useState(given.view === null);
  const [isBroken, setBroken] = useState(false);
  const [turn, setTurn] = useState(0);
  const asking = useRef<AbortController | null>(null);
  const key = askedAs(question, locale, localDay());

  const ask = useCallback(async (wanted: string, page: number) => {
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    const address = pageKey(wanted, page);
    setBusy(true);
    setBroken(false);
    let answer: SearchView | null = null;
    try {
      answer = await fetchSearch(address, mine.signal);
      keep(address, answer);
    } catch {
      if (mine.signal.aborted) return;
    }
    // A list is drawn between letters, and gives way to the next one.
    startTransition(() => {
      if (asking.current !== mine) return;
      setBusy(false);
      setBroken(answer === null);
      if (answer) setView((before) => (page > 1 && before ? joined(before, answer) : answer));
    });
  }, []);

  useEffect(() => {
    const address = pageKey(key, 1);
    if (given.view && given.asked === key && !kept.has(address)) keep(address, given.view);
    const known = keptPages(key);
    if (known) setView(known);
    const isFresh = turn === 0 && performance.now() - (askedAt.get(address) ?? -Infinity) < FRESH_MS;
    if (known && isFresh) {
      asking.current?.abort();
      setBusy(false);
      setBroken(false);
      return;
    }
    void ask(key, 1);
  }, [key, turn, ask, given]);
  useEffect(() => () => asking.current?.abort(), []);

  const next = view?.nextPage ?? null;
  const isGiven = view !== null && view === given.view;
  // What the page was made with is no answer to anything else, and needs no sign of waiting where it is one.
  const isOfAnother = isGiven && !isSameQuestion(question, given.question);
  return {
    view: isOfAnother ? null : view,
    isBusy: isBusy && (!isGiven || isOfAnother),
    isBroken,
    again: () => setTurn((count) => count + 1),
    more: next === null || isOfAnother ? null : () => void ask(key, next),
  };
}

const pageKey = (input: string, page: number) => JSON.stringify({ ...JSON.parse(input), page });

/** A plain request, as a page that only shows things does without the cache that others need. */
async function fetchSearch(input: string, signal: AbortSignal): Promise<SearchView> {
  const response = await fetch(`/api/trpc/search.events?input=${encodeURIComponent(input)}`, { signal });
  if (!response.ok) throw new Error(`Search: ${response.status}`);
  const body = (await response.json()) as { result: { data: SearchView } };
  return body.result.data;
}

function keep(address: string, answer: SearchView): void {
  const oldest = kept.keys().next().value;
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(address, answer);
  askedAt.set(address, performance.now());
}

/** All pages of a search that were shown in this visit, one below the other. */
function keptPages(input: string): SearchView | null {
  let view = kept.get(pageKey(input, 1)) ?? null;
  for (let next = view?.nextPage ?? null; view && next !== null; ) {
    const page = kept.get(pageKey(input, next));
    if (!page) break;
    view = joined(view, page);
    next = page.nextPage;
  }
  return view;
}

/** The next page below what is there; an event that moved between the two stands once. */
function joined(before: SearchView, next: SearchView): SearchView {
  const known = new Set(before.hits.map(({ id }) => id));
  return {
    ...before,
    nextPage: next.nextPage,
    hits: [...before.hits, ...next.hits.filter(({ id }) => !known.has(id))],
  };
}
