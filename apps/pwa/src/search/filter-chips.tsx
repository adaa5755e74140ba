"use client";

import { count, longDate } from "@usher/client/format";
import { Button, Chip, ChipRow, Sheet } from "@usher/ui";
import { ChevronDown, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useState } from "react";
import {
  countOf,
  type FilterProps,
  genresOf,
  GenreFilter,
  PlaceFilter,
  PriceFilter,
  SortFilter,
  shownGenres,
  TicketFilter,
} from "./filters.tsx";
import { DayFilter } from "./day-filter.tsx";
import { presetOf } from "./preset-days.ts";
import { KINDS, type Question } from "./search-question.ts";
import { useToday } from "./use-today.ts";

type Opened = "place" | "days" | "more";

/** The filters in one row under the thumb; those with more than on and off open a sheet. */
export function FilterChips(props: FilterProps) {
  const { question, onChange, view, locale } = props;
  const t = useTranslations("search");
  const [opened, setOpened] = useState<Opened | null>(null);
  const more = moreCount(question);
  const found = view && view.givenUp === null ? t("showFound", { count: view.total }) : t("done");
  const sheet = (name: Opened, title: string, filters: ReactNode) => (
    <Sheet
      open={opened === name}
      onOpenChange={(isOpen) => setOpened(isOpen ? name : null)}
      title={title}
      closeLabel={t("close")}
      foot={
        <Button kind="ink" wide onClick={() => setOpened(null)}>
          {found}
        </Button>
      }
    >
      {filters}
    </Sheet>
  );
  return (
    <>
      <ChipRow label={t("filters")} className="my-1.5 lg:hidden">
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
        <OpeningChip
          label={usePlaceWords(props)}
          isSet={question.city !== null || question.near !== null}
          onOpen={() => setOpened("place")}
        />
        <OpeningChip
          label={useDayWords(props)}
          isSet={question.fromDay !== null || question.untilDay !== null}
          onOpen={() => setOpened("days")}
        />
        {KINDS.map((kind) => {
          const isOn = question.kinds.includes(kind);
          const kinds = isOn ? question.kinds.filter((one) => one !== kind) : [...question.kinds, kind];
          return (
            <Chip
              key={kind}
              pressed={isOn}
              count={view ? count(countOf(view.kinds, kind), locale) : undefined}
              onClick={() => onChange({ ...question, kinds, genres: genresOf(kinds, question.genres) })}
            >
              {t(kind)}
            </Chip>
          );
        })}
        <OpeningChip
          label={more > 0 ? t("moreSet", { count: more }) : t("more")}
          isSet={more > 0}
          onOpen={() => setOpened("more")}
          Icon={SlidersHorizontal}
        />
      </ChipRow>
      {sheet("place", t("place"), <PlaceFilter {...props} />)}
      {sheet("days", t("when"), <DayFilter {...props} />)}
      {sheet(
        "more",
        t("filters"),
        <div className="grid gap-5">
          <SortFilter {...props} />
          <PriceFilter {...props} />
          <TicketFilter {...props} />
          {shownGenres(props).length > 0 && (
            <div>
              <h3 className="mb-1 text-16">{t("genre")}</h3>
              <GenreFilter {...props} />
            </div>
          )}
        </div>,
      )}
    </>
  );
}

function OpeningChip({
  label,
  isSet,
  onOpen,
  Icon = ChevronDown,
}: {
  readonly label: string;
  readonly isSet: boolean;
  readonly onOpen: () => void;
  readonly Icon?: ComponentType<{ size: number; className: string; "aria-hidden": true }>;
}) {
  return (
    <Chip
      aria-haspopup="dialog"
      className={isSet ? "border-text! bg-text! text-page! forced-colors:bg-[Highlight]!" : undefined}
      onClick={onOpen}
    >
      {label}
      <Icon size={18} className="-mr-1" aria-hidden />
    </Chip>
  );
}

/** How many filters lie in the last sheet. */
function moreCount({ genres, most, onlyAvailable, onlyStepFree, onlySoon, sort }: Question): number {
  return [genres.length > 0, most !== null, onlyAvailable, onlyStepFree, onlySoon, sort !== "relevance"].filter(Boolean)
    .length;
}

function usePlaceWords({ question, view }: FilterProps): string {
  const t = useTranslations("search");
  const { city, near, withinKm } = question;
  if (near) return t("withinKm", { km: withinKm ?? 50 });
  if (city) return view?.cities.find(({ value }) => value === city)?.name ?? city;
  return t("anywhere");
}

function useDayWords({ question, locale }: FilterProps): string {
  const t = useTranslations("search");
  const { fromDay, untilDay } = question;
  const today = useToday();
  const preset = today && presetOf(question, today);
  if (preset) return t(preset);
  const said = (day: string) => longDate(`${day}T12:00:00Z`, "UTC", locale);
  if (fromDay && untilDay) return fromDay === untilDay ? said(fromDay) : `${said(fromDay)} – ${said(untilDay)}`;
  if (fromDay) return t("fromDayWords", { day: said(fromDay) });
  return untilDay ? t("untilDayWords", { day: said(untilDay) }) : t("anyDate");
}
