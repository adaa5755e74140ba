"use client";

import { daysLater, weekendOf } from "@usher/api/contract";
import { Field, OneOf } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterProps } from "./filters.tsx";
import { isDay, type Question } from "./search-question.ts";
import { localDay } from "./use-search.ts";

const ANY_DAY = "any";
const OTHER_DAYS = "other";

/** Named stretches of days, counted from the reader's own. */
export function presetDays(today: string) {
  return {
    today: { fromDay: today, untilDay: today },
    tomorrow: { fromDay: daysLater(today, 1), untilDay: daysLater(today, 1) },
    weekend: weekendOf(today),
    week: { fromDay: today, untilDay: daysLater(today, 6) },
    month: { fromDay: today, untilDay: daysLater(today, 29) },
  };
}
type Preset = keyof ReturnType<typeof presetDays>;

/** On a Sunday the weekend is today: what is the same as one before it has no name of its own. */
function presetNames(presets: ReturnType<typeof presetDays>): Preset[] {
  const said = new Set<string>();
  return (Object.keys(presets) as Preset[]).filter((name) => {
    const range = `${presets[name].fromDay} ${presets[name].untilDay}`;
    return !said.has(range) && said.add(range);
  });
}

/** The name of the stretch of days that is asked for; null for one that has none. */
export function presetOf({ fromDay, untilDay }: Question, today: string): Preset | null {
  const presets = presetDays(today);
  return (
    presetNames(presets).find((name) => presets[name].fromDay === fromDay && presets[name].untilDay === untilDay) ??
    null
  );
}

export function DayFilter({ question, onChange, onType, dense }: FilterProps) {
  const t = useTranslations("search");
  const today = localDay();
  const presets = presetDays(today);
  const { fromDay, untilDay } = question;
  const isAny = fromDay === null && untilDay === null;
  const chosen = isAny ? ANY_DAY : (presetOf(question, today) ?? OTHER_DAYS);
  return (
    <div>
      <OneOf
        label={t("when")}
        dense={dense}
        value={chosen}
        onChange={(value) => {
          const days = value === ANY_DAY ? { fromDay: null, untilDay: null } : presets[value as Preset];
          onChange({ ...question, ...days });
        }}
        options={[
          { value: ANY_DAY, label: t("anyDate") },
          ...presetNames(presets).map((name) => ({ value: name, label: t(name) })),
        ]}
      />
      <div className="grid grid-cols-2 gap-2 pt-2">
        <DayField
          label={t("fromDay")}
          dense={dense}
          least={today}
          day={fromDay}
          onType={(day) => onType({ ...question, fromDay: day })}
        />
        <DayField
          label={t("untilDay")}
          dense={dense}
          least={fromDay ?? today}
          day={untilDay}
          error={fromDay !== null && untilDay !== null && untilDay < fromDay ? t("untilBeforeFrom") : undefined}
          onType={(day) => onType({ ...question, untilDay: day })}
        />
      </div>
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly dense: boolean | undefined;
  readonly least: string;
  readonly day: string | null;
  readonly error?: string;
  readonly onType: (day: string | null) => void;
}

/** A day as the browser asks for it. While a year is being typed the browser says years of few digits: those are waited out. */
function DayField({ label, dense, least, day, error, onType }: DayFieldProps) {
  // As it is typed: the address follows whole days only, and must not write into the field meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field
      type="date"
      label={label}
      dense={dense}
      error={error}
      min={least}
      max="2199-12-31"
      value={typed ?? day ?? ""}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value === "" || isDay(target.value)) onType(target.value || null);
      }}
    />
  );
}
