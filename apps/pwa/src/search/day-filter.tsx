"use client";

import { Field, OneOf } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterProps } from "./filters.tsx";
import { type Preset, presetDays, presetOf } from "./preset-days.ts";
import { isDay } from "./search-question.ts";
import { useToday } from "./use-today.ts";

const ANY_DAY = "any";
const OTHER_DAYS = "other";

/** What is offered until the reader's day is known: names alone, as many as on any day. */
const NAMES: readonly Preset[] = ["today", "tomorrow", "weekend", "week", "month"];

export function DayFilter({ question, onChange, onType, dense }: FilterProps) {
  const t = useTranslations("search");
  const today = useToday();
  const presets = today === null ? [] : presetDays(today);
  const names = today === null ? NAMES : presets.map(({ name }) => name);
  const { fromDay, untilDay } = question;
  const isAny = fromDay === null && untilDay === null;
  const chosen = isAny ? ANY_DAY : ((today && presetOf(question, today)) ?? OTHER_DAYS);
  return (
    <div>
      <OneOf
        label={t("when")}
        dense={dense}
        value={chosen}
        onChange={(value) => {
          const preset = presets.find(({ name }) => name === value);
          onChange({ ...question, fromDay: preset?.fromDay ?? null, untilDay: preset?.untilDay ?? null });
        }}
        options={[{ value: ANY_DAY, label: t("anyDate") }, ...names.map((name) => ({ value: name, label: t(name) }))]}
      />
      <div className="grid grid-cols-2 gap-2 pt-2">
        <DayField
          label={t("fromDay")}
          dense={dense}
          least={today ?? undefined}
          day={fromDay}
          onType={(day) => onType({ ...question, fromDay: day })}
        />
        <DayField
          label={t("untilDay")}
          dense={dense}
          least={fromDay ?? today ?? undefined}
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
  readonly least: string | undefined;
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
