"use client";

import { GENRE_NAMES, GENRES, type Genre, type SearchView } from "@usher/api/contract";
import { count } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Button, Field, OneOf, SelectField, SomeOf, TickBox } from "@usher/ui";
import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DISTANCES_KM, KINDS, PRICE_CURRENCIES, type Question, SORTS } from "./search-question.ts";

export interface FilterProps {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
  /** Counts of the last answer. */
  readonly view: SearchView | null;
  readonly locale: Locale;
  /** For what is typed: a letter more is no step for "back". */
  readonly onType: (question: Question) => void;
  /** Rows for a pointer, beside the results. */
  readonly dense?: boolean;
}

const ANYWHERE = "";
const NEAR = "near";
const SHOWN_CITIES = 8;

/** Everywhere, near the reader, or in a city. The place is asked of the device only when it is tapped. */
export function PlaceFilter({ question, onChange, view, locale, dense }: FilterProps) {
  const t = useTranslations("search");
  const [isAll, setAll] = useState(false);
  const [trouble, setTrouble] = useState<"refused" | "unknown" | null>(null);
  const { city, near, withinKm } = question;
  const known = view?.cities ?? [];
  const cities =
    known.some(({ value }) => value === city) || city === null
      ? known
      : [{ value: city, name: city, count: 0 }, ...known];
  const shown = isAll ? cities : cities.filter(({ value }, at) => at < SHOWN_CITIES || value === city);
  const choose = (value: string) => {
    setTrouble(null);
    if (value === NEAR) locate();
    else onChange({ ...question, city: value || null, near: null, withinKm: null, sort: sortWithout(question) });
  };
  const locate = () => {
    if (!("geolocation" in navigator)) return setTrouble("unknown");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const rounded = (degrees: number) => Math.round(degrees * 100) / 100;
        const place = { latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) };
        onChange({ ...question, city: null, near: place, withinKm: question.withinKm ?? 50 });
      },
      (error) => setTrouble(error.code === error.PERMISSION_DENIED ? "refused" : "unknown"),
      { timeout: 8_000, maximumAge: 600_000 },
    );
  };
  return (
    <div>
      <OneOf
        label={t("place")}
        dense={dense}
        value={near ? NEAR : (city ?? ANYWHERE)}
        onChange={choose}
        options={[
          { value: ANYWHERE, label: t("anywhere") },
          { value: NEAR, label: t("nearMe"), icon: <LocateFixed size={18} aria-hidden="true" /> },
          ...shown.map((one) => ({
            value: one.value,
            label: one.name,
            count: one.count > 0 ? count(one.count, locale) : undefined,
          })),
        ]}
      />
      {trouble && (
        <p role="alert" className="small dim py-2">
          {t(trouble === "refused" ? "placeRefused" : "placeUnknown")}
        </p>
      )}
      {shown.length < cities.length && (
        <Button kind="quiet" size="small" className="-ml-3" onClick={() => setAll(true)}>
          {t("allCities", { count: cities.length })}
        </Button>
      )}
      {near && (
        <SelectField
          className="mt-3"
          label={t("distance")}
          value={withinKm ?? 50}
          onChange={(chosen) => onChange({ ...question, withinKm: Number(chosen.target.value) })}
        >
          {distancesWith(withinKm).map((km) => (
            <option key={km} value={km}>
              {t("withinKm", { km })}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

/** One that came with a shared link is a choice too. */
function distancesWith(km: number | null): number[] {
  return [...new Set([...DISTANCES_KM, ...(km === null ? [] : [km])])].sort((a, b) => a - b);
}

const sortWithout = ({ sort }: Question) => (sort === "distance" ? "relevance" : sort);

export function KindFilter({ question, onChange, view, locale, dense }: FilterProps) {
  const t = useTranslations("search");
  return (
    <SomeOf
      label={t("kind")}
      dense={dense}
      values={question.kinds}
      onChange={(kinds) => onChange({ ...question, kinds, genres: genresOf(kinds, question.genres) })}
      options={KINDS.map((kind) => ({
        value: kind,
        label: t(kind),
        count: view ? count(countOf(view.kinds, kind), locale) : undefined,
      }))}
    />
  );
}

/** A genre goes when no kind that has it is left. */
export function genresOf(kinds: Question["kinds"], genres: readonly Genre[]): Genre[] {
  if (kinds.length === 0) return [...genres];
  return genres.filter((genre) => kinds.some((kind) => (GENRES[kind] as readonly Genre[]).includes(genre)));
}

export const countOf = <Value,>(counts: readonly { value: Value; count: number }[], wanted: Value) =>
  counts.find(({ value }) => value === wanted)?.count ?? 0;

/** Genres of the chosen kinds that would leave something, and those that are chosen. */
export function shownGenres({ question, view }: Pick<FilterProps, "question" | "view">): Genre[] {
  const kinds = question.kinds.length > 0 ? question.kinds : KINDS;
  const possible: Genre[] = kinds.flatMap((kind) => GENRES[kind]);
  return possible.filter((genre) => question.genres.includes(genre) || (view && countOf(view.genres, genre) > 0));
}

export function GenreFilter(props: FilterProps) {
  const { question, onChange, view, locale, dense } = props;
  const t = useTranslations("search");
  return (
    <SomeOf
      label={t("genre")}
      dense={dense}
      values={question.genres}
      onChange={(genres) => onChange({ ...question, genres })}
      options={shownGenres(props).map((genre) => ({
        value: genre,
        label: GENRE_NAMES[locale][genre],
        count: view ? count(countOf(view.genres, genre), locale) : undefined,
      }))}
    />
  );
}

const LARGEST_PRICE = 1_000_000;

export function PriceFilter({ question, onChange, onType, dense }: FilterProps) {
  const t = useTranslations("search");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-2">
      <Field
        label={t("atMost")}
        dense={dense}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t("anyPrice")}
        value={question.most ?? ""}
        onChange={(typed) => {
          const digits = typed.target.value.replaceAll(/\D/g, "");
          onType({ ...question, most: digits === "" ? null : Math.min(Number(digits), LARGEST_PRICE) || null });
        }}
      />
      <SelectField
        label={t("currency")}
        dense={dense}
        value={question.currency}
        onChange={(chosen) => onChange({ ...question, currency: chosen.target.value })}
      >
        {PRICE_CURRENCIES.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

export function TicketFilter({ question, onChange, dense }: FilterProps) {
  const t = useTranslations("search");
  return (
    <div className="grid">
      <TickBox
        label={t("onlyAvailable")}
        dense={dense}
        checked={question.onlyAvailable}
        onChange={(ticked) => onChange({ ...question, onlyAvailable: ticked.target.checked, onlySoon: false })}
      />
      <TickBox
        label={t("onlySoon")}
        dense={dense}
        checked={question.onlySoon}
        onChange={(ticked) => onChange({ ...question, onlySoon: ticked.target.checked, onlyAvailable: false })}
      />
      <TickBox
        label={t("onlyStepFree")}
        dense={dense}
        checked={question.onlyStepFree}
        onChange={(ticked) => onChange({ ...question, onlyStepFree: ticked.target.checked })}
      />
    </div>
  );
}

const SORT_WORDS = {
  relevance: "sortRelevance",
  date: "sortDate",
  price: "sortPrice",
  distance: "sortDistance",
  popularity: "sortPopularity",
} as const satisfies Record<Question["sort"], string>;

export function SortFilter({ question, onChange, dense }: FilterProps) {
  const t = useTranslations("search");
  const possible = SORTS.filter((sort) => sort !== "distance" || question.near);
  return (
    <SelectField
      label={t("sort")}
      bare={dense}
      dense={dense}
      value={question.sort}
      onChange={(chosen) => {
        const sort = SORTS.find((one) => one === chosen.target.value);
        if (sort) onChange({ ...question, sort });
      }}
    >
      {possible.map((sort) => (
        <option key={sort} value={sort}>
          {t(SORT_WORDS[sort])}
        </option>
      ))}
    </SelectField>
  );
}
