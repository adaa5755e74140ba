"use client";

import { Button, Chip } from "@usher/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import {
  type FilterProps,
  GenreFilter,
  KindFilter,
  PlaceFilter,
  PriceFilter,
  shownGenres,
  TicketFilter,
} from "./filters.tsx";
import { DayFilter } from "./day-filter.tsx";
import { countFilters, emptyQuestion } from "./search-question.ts";

/** All filters laid open, where there is room beside the results. */
export function FilterPanel(props: FilterProps) {
  const { question, onChange, view, locale } = props;
  const t = useTranslations("search");
  const groups: readonly (readonly [string, ReactNode])[] = [
    [t("kind"), <KindFilter key="kind" {...props} dense />],
    [t("when"), <DayFilter key="days" {...props} dense />],
    [t("place"), <PlaceFilter key="place" {...props} dense />],
    ...(shownGenres(props).length > 0 ? [[t("genre"), <GenreFilter key="genre" {...props} dense />] as const] : []),
    [t("price"), <PriceFilter key="price" {...props} dense />],
    [t("tickets"), <TicketFilter key="tickets" {...props} dense />],
  ];
  return (
    <aside aria-label={t("filters")} className="max-lg:hidden">
      <div className="flex min-h-10 items-center justify-between">
        <h2 className="text-18">{t("filters")}</h2>
        {countFilters(question) > 0 && (
          <Button
            kind="quiet"
            size="small"
            onClick={() => onChange({ ...emptyQuestion(locale), words: question.words, sort: question.sort })}
          >
            {t("clear")}
          </Button>
        )}
      </div>
      {(question.performer || question.venueId) && (
        <div className="flex flex-wrap gap-2 py-2">
          {question.performer && (
            <Chip pressed removable onClick={() => onChange({ ...question, performer: null })}>
              {view?.performer?.name ?? t("performer")}
            </Chip>
          )}
          {question.venueId && (
            <Chip pressed removable onClick={() => onChange({ ...question, venueId: null })}>
              {view?.venue?.name ?? t("venue")}
            </Chip>
          )}
        </div>
      )}
      {groups.map(([title, filter]) => (
        <section key={title} className="border-line border-t py-4 first-of-type:border-0">
          <h3 className="mb-1 text-16">{title}</h3>
          {filter}
        </section>
      ))}
    </aside>
  );
}
