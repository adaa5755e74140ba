import type { AppRouter, EventSummaryView } from "@usher/api/contract";
import { GENRES, type Genre } from "@usher/api/contract";
import { currencyExponent } from "@usher/api/money";
import type { Locale } from "@usher/client/i18n";
import type { inferRouterInputs } from "@trpc/server";

export const KINDS = [
  "show",
  "sport",
  "transport",
  "exhibition",
] as const satisfies readonly EventSummaryView["kind"][];
export type Kind = (typeof KINDS)[number];

export const SORTS = ["relevance", "date", "price", "distance", "popularity"] as const;
export type Sort = (typeof SORTS)[number];

/** How far around a place, in kilometres. */
export const DISTANCES_KM = [10, 25, 50, 100, 250] as const;

/** What prices may be compared in. */
export const PRICE_CURRENCIES = ["EUR", "GBP", "USD", "CNY", "JPY", "SEK", "DKK", "CHF"] as const;

/** A search as it stands in an address. Days are "2026-11-14"; `most` is in whole units of the currency. */
export interface Question {
  readonly words: string;
  readonly kinds: readonly Kind[];
  readonly genres: readonly Genre[];
  readonly city: string | null;
  readonly near: { readonly latitude: number; readonly longitude: number } | null;
  readonly withinKm: number | null;
  readonly fromDay: string | null;
  readonly untilDay: string | null;
  readonly most: number | null;
  readonly currency: string;
  readonly onlyAvailable: boolean;
  readonly onlyStepFree: boolean;
  /** Only what is not on sale yet. */
  readonly onlySoon: boolean;
  readonly performer: string | null;
  readonly venueId: string | null;
  readonly sort: Sort;
}

export function emptyQuestion(locale: Locale): Question {
  return {
    words: "",
    kinds: [],
    genres: [],
    city: null,
    near: null,
    withinKm: null,
    fromDay: null,
    untilDay: null,
    most: null,
    currency: locale === "zh" ? "CNY" : "EUR",
    onlyAvailable: false,
    onlyStepFree: false,
    onlySoon: false,
    performer: null,
    venueId: null,
    sort: "relevance",
  };
}

const DAY = /^2[01]\d{2}-\d{2}-\d{2}$/;
const MOST_GENRES = 40;

/** Whether a text is a day that there is, in these centuries. */
export function isDay(text: string): boolean {
  const instant = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return instant !== null && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_WORDS = 120;
const ALL_GENRES: readonly string[] = Object.values(GENRES).flat();

/** Reads an address. What somebody wrote into it by hand and cannot be is left out. */
export function readQuestion(search: string, locale: Locale): Question {
  const query = new URLSearchParams(search);
  const empty = emptyQuestion(locale);
  const list = (name: string) => query.get(name)?.split(",") ?? [];
  const day = (name: string) => {
    const text = query.get(name) ?? "";
    return isDay(text) ? text : null;
  };
  const near = nearOf(query.get("near"));
  const venueId = query.get("venue") ?? "";
  return {
    // What no keyboard types is not looked for.
    words: (query.get("q") ?? "").replaceAll(/\p{Cc}/gu, " ").slice(0, LONGEST_WORDS),
    kinds: KINDS.filter((kind) => list("kind").includes(kind)),
    genres: [...new Set(list("genre"))]
      .filter((genre): genre is Genre => ALL_GENRES.includes(genre))
      .slice(0, MOST_GENRES),
    city: query.get("city")?.slice(0, 100) || null,
    near,
    withinKm: near ? (whole(query.get("km"), 1, 20_000) ?? 50) : null,
    fromDay: day("from"),
    untilDay: day("until"),
    most: whole(query.get("most"), 1, 1_000_000),
    currency: PRICE_CURRENCIES.find((code) => code === query.get("currency")) ?? empty.currency,
    onlyAvailable: query.has("available"),
    onlyStepFree: query.has("stepfree"),
    onlySoon: query.has("soon"),
    performer: query.get("performer")?.slice(0, 100) || null,
    venueId: UUID.test(venueId) ? venueId : null,
    sort: SORTS.find((sort) => sort === query.get("sort")) ?? "relevance",
  };
}

function whole(text: string | null, least: number, most: number): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function nearOf(text: string | null): Question["near"] {
  const [latitude = Number.NaN, longitude = Number.NaN] = (text ?? "")
    .split(",")
    .map((part) => (part ? Number(part) : Number.NaN));
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { latitude, longitude } : null;
}

/** The address of a search. What is not asked stands not in it. */
export function writeQuestion(path: string, question: Question): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") query.set(name, String(value));
  };
  set("q", question.words);
  set("kind", question.kinds.join());
  set("genre", question.genres.join());
  set("city", question.city);
  set("near", question.near && `${question.near.latitude},${question.near.longitude}`);
  set("km", question.near && question.withinKm);
  set("from", question.fromDay);
  set("until", question.untilDay);
  set("most", question.most);
  set("currency", question.most === null ? null : question.currency);
  set("available", question.onlyAvailable ? 1 : null);
  set("stepfree", question.onlyStepFree ? 1 : null);
  set("soon", question.onlySoon ? 1 : null);
  set("performer", question.performer);
  set("venue", question.venueId);
  set("sort", question.sort === "relevance" ? null : question.sort);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether two searches stand in the same address. */
export const isSameQuestion = (one: Question, other: Question): boolean =>
  one === other || writeQuestion("", one) === writeQuestion("", other);

/** Whether anything is asked but the order. */
export function isAsking(question: Question): boolean {
  return question.words.trim() !== "" || countFilters(question) > 0;
}

/** How many filters are set, words aside. */
export function countFilters(question: Question): number {
  const {
    kinds,
    genres,
    city,
    near,
    fromDay,
    untilDay,
    most,
    onlyAvailable,
    onlyStepFree,
    onlySoon,
    performer,
    venueId,
  } = question;
  const set = [
    kinds.length > 0,
    genres.length > 0,
    city !== null || near !== null,
    fromDay !== null || untilDay !== null,
    most !== null,
    onlyAvailable,
    onlyStepFree,
    onlySoon,
    performer !== null,
    venueId !== null,
  ];
  return set.filter(Boolean).length;
}

type SearchInput = NonNullable<inferRouterInputs<AppRouter>["search"]["events"]>;

/** What the house is asked. `today` is the reader's own day. */
export function inputOf(question: Question, locale: Locale, today: string): SearchInput {
  const { words, city, near, withinKm, most, kinds, genres, ...rest } = question;
  return {
    ...rest,
    words: words.trim(),
    locale,
    today,
    kinds: [...kinds],
    genres: [...genres],
    cities: city ? [city] : [],
    ...(near && { near, withinKm }),
    mostPerTicketMinor: most === null ? null : most * 10 ** currencyExponent(question.currency),
    sort: rest.sort === "distance" && !near ? "relevance" : rest.sort,
  };
}

/** A question as the house is asked it, in one text. */
export function askedAs(question: Question, locale: Locale, today: string): string {
  return JSON.stringify(inputOf(question, locale, today));
}
