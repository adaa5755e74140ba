"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { fullInstant, weekdayName } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import {
  Button,
  Callout,
  Field,
  IconButton,
  SelectField,
  Sheet,
  SomeOf,
  TickBox,
  useToast,
  turnUnlessBusy,
} from "@usher/ui";
import { CalendarRange, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { venueTime } from "../format/venue-time.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import type { OfficePerformance } from "./performance-draft.ts";
import { MOST_TIMES, seriesOf, type Series, type SeriesDraft, weeksAfter } from "./series.ts";

interface RepeatDialogProps {
  readonly event: OfficeEventView;
  readonly performance: OfficePerformance;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** Makes drafts like a performance on other days: which days, at what times, and a list to take some out of before any is made. */
export function RepeatDialog({ event, performance, onSaved }: RepeatDialogProps) {
  const t = useTranslations("repeat");
  const say = useRefusalWords();
  const toast = useToast();
  const { locale } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  const repeat = useMutation(
    useTRPC().catalog.office.repeatPerformance.mutationOptions({
      onSuccess: (saved) => {
        setOpen(false);
        toast({ text: t("added", { count: saved.performances.length - event.performances.length }) });
        onSaved(saved);
      },
    }),
  );
  const turn = turnUnlessBusy(repeat, setOpen);
  const when = fullInstant(performance.startsAt, performance.venue.timeZone, locale);
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" aria-label={t("repeatOne", { when })}>
          <CalendarRange aria-hidden />
          {t("repeat")}
        </Button>
      }
      title={t("title")}
      description={t("text", { when, venue: performance.venue.name })}
      closeLabel={t("close")}
    >
      <RepeatForm
        event={event}
        performance={performance}
        isBusy={repeat.isPending}
        onRepeat={(wish) => repeat.mutate({ performanceId: performance.id, ...wish })}
      >
        {repeat.isError && (
          <Callout dense announce kind="danger" title={t("notAdded")}>
            {say(repeat.error)}
          </Callout>
        )}
      </RepeatForm>
    </Sheet>
  );
}

type SaleStart = "same" | "along";

interface RepeatFormProps {
  readonly event: OfficeEventView;
  readonly performance: OfficePerformance;
  readonly isBusy: boolean;
  readonly onRepeat: (wish: { startsAt: string[]; saleStart: SaleStart }) => void;
  readonly children: React.ReactNode;
}

function RepeatForm({ event, performance, isBusy, onRepeat, children }: RepeatFormProps) {
  const t = useTranslations("repeat");
  const { timeZone } = performance.venue;
  const [draft, setDraft] = useState(() => weeksAfter(venueTime(performance.startsAt, timeZone)));
  const [saleStart, setSaleStart] = useState<SaleStart>("same");
  /** Times that were taken out of the list by hand. */
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const series = seriesOf(draft, timeZone);
  const played = new Set(
    event.performances
      .filter(({ status, venue }) => status !== "cancelled" && venue.id === performance.venue.id)
      .map(({ startsAt }) => startsAt),
  );
  const offered = series.startsAt.filter((at) => !played.has(at));
  const chosen = offered.filter((at) => !leftOut.has(at));
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (chosen.length > 0 && !isBusy) onRepeat({ startsAt: chosen, saleStart });
  };
  return (
    <form noValidate className="grid gap-4 pt-2 text-14" onSubmit={send}>
      <DaysFields draft={draft} problem={series.problem} onChange={(part) => setDraft({ ...draft, ...part })} />
      <SelectField
        dense
        label={t("sale")}
        value={saleStart}
        onChange={(chosenSale) => setSaleStart(chosenSale.target.value === "along" ? "along" : "same")}
      >
        <option value="same">{t("saleSame")}</option>
        <option value="along">{t("saleAlong")}</option>
      </SelectField>
      <Times
        {...{ series, offered, chosen, timeZone }}
        there={series.startsAt.length - offered.length}
        onLeaveOut={setLeftOut}
      />
      {children}
      <Button
        type="submit"
        size="small"
        kind="ink"
        busy={isBusy}
        disabled={chosen.length === 0}
        className="justify-self-start"
      >
        {t("add", { count: chosen.length })}
      </Button>
    </form>
  );
}

interface DaysFieldsProps {
  readonly draft: SeriesDraft;
  readonly problem: Series["problem"];
  readonly onChange: (part: Partial<SeriesDraft>) => void;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

function DaysFields({ draft, problem, onChange }: DaysFieldsProps) {
  const t = useTranslations("repeat");
  const { locale } = useOrganizer();
  const id = useId();
  const { weekdays, from, until, times } = draft;
  const turn = (day: number) =>
    onChange({ weekdays: weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day] });
  const isDaysWrong = problem === "days" ? t("daysWrong") : undefined;
  return (
    <>
      <fieldset>
        <legend className="mb-1 font-[620]">{t("weekdays")}</legend>
        <div className="flex flex-wrap gap-x-4">
          {WEEK.map((day) => (
            <TickBox
              key={day}
              dense
              label={weekdayName(day, locale)}
              checked={weekdays.includes(day)}
              onChange={() => turn(day)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <Field
          dense
          type="date"
          label={t("from")}
          value={from}
          onChange={(typed) => onChange({ from: typed.target.value })}
        />
        <Field
          dense
          type="date"
          label={t("until")}
          value={until}
          error={isDaysWrong}
          onChange={(typed) => onChange({ until: typed.target.value })}
        />
      </div>
      <fieldset aria-labelledby={id}>
        <span id={id} className="mb-1 block font-[620]">
          {t("times")}
        </span>
        <div className="flex flex-wrap items-end gap-2">
          {times.map((time, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a time of day has no other name than its place.
            <div key={at} className="flex items-end gap-1">
              <Field
                dense
                type="time"
                label={t("time", { number: at + 1 })}
                value={time}
                error={problem === "times" && time === "" ? t("timeWrong") : undefined}
                onChange={(typed) => onChange({ times: times.with(at, typed.target.value.slice(0, 5)) })}
              />
              {times.length > 1 && (
                <IconButton
                  dense
                  label={t("timeRemove", { number: at + 1 })}
                  onClick={() => onChange({ times: times.toSpliced(at, 1) })}
                >
                  <X aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
          {times.length < MOST_TIMES_A_DAY && (
            <Button size="dense" kind="quiet" onClick={() => onChange({ times: [...times, ""] })}>
              <Plus aria-hidden />
              {t("timeAdd")}
            </Button>
          )}
        </div>
      </fieldset>
    </>
  );
}

const MOST_TIMES_A_DAY = 6;

interface TimesProps {
  readonly series: Series;
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
  readonly timeZone: string;
  /** How many of the series are performances already. */
  readonly there: number;
  readonly onLeaveOut: (times: ReadonlySet<string>) => void;
}

function Times({ series, offered, chosen, timeZone, there, onLeaveOut }: TimesProps) {
  const t = useTranslations("repeat");
  const { locale } = useOrganizer();
  const { problem } = series;
  return (
    <div>
      <p role="status" className="font-[620]">
        {problem === "none" && t("noneFits")}
        {problem === "many" && t("tooMany", { most: MOST_TIMES })}
        {problem === "weekdays" && t("weekdaysWrong")}
        {!problem && t("these", { count: chosen.length })}
      </p>
      {there > 0 && <p className="text-text-2">{t("there", { count: there })}</p>}
      {offered.length > 0 && (
        <div className="mt-1 max-h-60 overflow-y-auto rounded-press border border-line px-4 py-1">
          <SomeOf
            dense
            label={t("list")}
            values={chosen}
            options={offered.map((at) => ({ value: at, label: fullInstant(at, timeZone, locale) }))}
            onChange={(kept) => onLeaveOut(new Set(offered.filter((at) => !kept.includes(at))))}
          />
        </div>
      )}
    </div>
  );
}
