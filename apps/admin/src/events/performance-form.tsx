"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { CURRENCY_EXPONENTS, currencyExponent as decimalsOf } from "@usher/api/money";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, TickBox } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useUnsaved } from "../shell/use-unsaved.ts";
import { useVenues } from "../venues/use-venues.ts";
import { PartsFields } from "./parts-fields.tsx";
import {
  type DraftProblem,
  draftOf,
  NEEDED_TIMES,
  newDraft,
  type OfficePerformance,
  type PerformanceDraft,
  pricesFor,
  readDraft,
  timesTyped,
} from "./performance-draft.ts";
import { PriceFields } from "./price-fields.tsx";
import { PriceMap } from "./price-map.tsx";
import { QuotaFields } from "./quota-fields.tsx";
import { isChangedMeanwhile, useReadAnew } from "./use-read-anew.ts";
import { TariffFields } from "./tariff-fields.tsx";

interface PerformanceFormProps {
  readonly eventId: string;
  /** Null for a new one. */
  readonly performance: OfficePerformance | null;
  readonly onSaved: (event: OfficeEventView) => void;
  readonly onCancel: () => void;
}

/** Venue, chart, times, sale and prices of one performance. */
export function PerformanceForm({ eventId, performance, onSaved, onCancel }: PerformanceFormProps) {
  const t = useTranslations("performance");
  const needed = useTranslations("fields");
  const say = useRefusalWords();
  const venues = useVenues();
  const form = useRef<HTMLFormElement>(null);
  const [opened] = useState<PerformanceDraft>(() => (performance ? draftOf(performance) : newDraft));
  const [typed, setDraft] = useState(opened);
  const [hasTried, setTried] = useState(false);
  // Marks are drawn after this, and the first of them is where to go on.
  const goToMark = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  const readAnew = useReadAnew(eventId);
  const save = useMutation(
    useTRPC().catalog.office.savePerformance.mutationOptions({
      onSuccess: onSaved,
      onError: (error) => {
        goToMark();
        readAnew(error);
      },
    }),
  );
  const venue = venues.data?.venues.find(({ id }) => id === typed.venueId) ?? null;
  const chart = venue?.charts.find(({ revisionId }) => revisionId === typed.chartRevisionId) ?? null;
  // A category without a price yet has its row too, so that it can get one.
  const draft = useMemo(
    () => (chart ? { ...typed, prices: pricesFor(chart.categories, typed.prices) } : typed),
    [chart, typed],
  );
  // After the first try marks follow what is typed, so that a field that was put right says so at once.
  const problems: readonly DraftProblem[] =
    (hasTried && venue && readDraft(draft, venue.timeZone, performance).problems) || [];
  const chartChosen = draft.chartRevisionId !== "";
  const isLacking = { venue: hasTried && !venue, chart: hasTried && !chartChosen };
  const refusedAt = fieldOfRefusal(save.error);
  /** What stands under a field: why it was refused, or what cannot be read in it. */
  const errorAt = (name: RefusedField | DraftProblem, words: string) => {
    if (refusedAt === name) return say(save.error);
    return problems.some((one) => one === name) ? words : undefined;
  };
  useUnsaved(typed !== opened && !save.isSuccess);
  const change = (part: Partial<PerformanceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const chooseChart = (chartRevisionId: string) => {
    const wanted = venue?.charts.find(({ revisionId }) => revisionId === chartRevisionId);
    // Another revision of one chart keeps its categories' numbers; another chart shares at most their names.
    const prices = chart === null || wanted?.id === chart.id ? draft.prices : [];
    change({ chartRevisionId, prices: wanted ? pricesFor(wanted.categories, prices) : [] });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    setTried(true);
    const input = venue && chartChosen ? readDraft(draft, venue.timeZone, performance).input : undefined;
    if (input) save.mutate({ eventId, performanceId: performance?.id, revision: performance?.revision, ...input });
    else goToMark();
  };
  return (
    <form
      ref={form}
      className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3 rounded-press bg-page p-4"
      onSubmit={send}
      noValidate
    >
      <div className={PAIR}>
        <SelectField
          dense
          label={t("venue")}
          value={draft.venueId}
          error={isLacking.venue ? needed("needed") : errorAt("venue", "")}
          hint={venue ? t("clock", { zone: venue.timeZone }) : undefined}
          onChange={(event) => change({ venueId: event.target.value, chartRevisionId: "", prices: [] })}
        >
          <option value="">{t("choose")}</option>
          {venues.data?.venues.map(({ id, name, city }) => (
            <option key={id} value={id}>
              {name}, {city}
            </option>
          ))}
        </SelectField>
        <SelectField
          dense
          label={t("chart")}
          value={draft.chartRevisionId}
          error={isLacking.chart ? needed("needed") : errorAt("chart", "")}
          onChange={(event) => chooseChart(event.target.value)}
        >
          <option value="">{t("choose")}</option>
          {performance && !venue?.charts.some(({ revisionId }) => revisionId === performance.chartRevisionId) && (
            <option value={performance.chartRevisionId}>{t("chartInUse")}</option>
          )}
          {venue?.charts.map(({ revisionId, name, revisionNumber, seatCount }) => (
            <option key={revisionId} value={revisionId}>
              {t("chartOption", { name, number: revisionNumber, seats: seatCount })}
            </option>
          ))}
        </SelectField>
      </div>
      <div className={PAIR}>
        {timesTyped(draft).map((name) => (
          <Field
            key={name}
            dense
            label={t(name)}
            type="datetime-local"
            value={draft[name]}
            required={NEEDED_TIMES.includes(name)}
            error={errorAt(name, t("timeWrong"))}
            onChange={(event) => change({ [name]: event.target.value.slice(0, 16) })}
          />
        ))}
        <SelectField
          dense
          label={t("currency")}
          value={draft.currency}
          error={errorAt("currency", "")}
          onChange={(event) => change({ currency: event.target.value })}
        >
          {Object.keys(CURRENCY_EXPONENTS).map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </SelectField>
        <Field
          dense
          label={t("ticketLimit")}
          inputMode="numeric"
          value={draft.ticketLimit}
          error={errorAt("ticketLimit", t("limitWrong"))}
          onChange={(event) => change({ ticketLimit: event.target.value })}
        />
        <Field
          dense
          label={t("refundFee")}
          inputMode="decimal"
          value={draft.refundFee}
          error={errorAt("refundFee", t("moneyWrong", { decimals: decimalsOf(draft.currency) }))}
          onChange={(event) => change({ refundFee: event.target.value })}
        />
      </div>
      <TickBox
        dense
        label={t("allowsSingles")}
        checked={draft.allowsSingles}
        onChange={(event) => change({ allowsSingles: event.target.checked })}
      />
      <PriceFields draft={draft} problems={problems} onChange={(prices) => change({ prices })} />
      {venue && (
        <PartsFields
          draft={draft}
          timeZone={venue.timeZone}
          problems={problems}
          onChange={(parts) => change({ parts })}
        />
      )}
      <TariffFields draft={draft} problems={problems} onChange={(tariffs) => change({ tariffs })} />
      <QuotaFields draft={draft} problems={problems} onChange={(quotas) => change({ quotas })} />
      {chart && <PriceMap geometryHash={chart.geometryHash} prices={draft.prices} />}
      {problems.length > 0 && <Callout dense announce kind="danger" title={t("problems")} />}
      {save.isError && (
        <Callout dense announce kind="danger" title={t("notSaved")}>
          {say(save.error)} {isChangedMeanwhile(save.error) && needed("meanwhile")}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="dense" kind="ink" busy={save.isPending}>
          {t("save")}
        </Button>
        <Button size="dense" kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

const PAIR = "grid grid-cols-[repeat(auto-fit,minmax(min(100%,240px),1fr))] gap-3";

/** Where on the form a refused step has its field. What has none is said at the foot alone. */
type RefusedField = "venue" | "chart" | "currency" | "startsAt" | "saleEndsAt";
const FIELD_OF_REASON: Readonly<Record<string, RefusedField>> = {
  venueFixed: "venue",
  chartFixed: "chart",
  currencyFixed: "currency",
  startFixed: "startsAt",
  times: "startsAt",
  saleWindow: "saleEndsAt",
};

function fieldOfRefusal(error: unknown): RefusedField | null {
  return FIELD_OF_REASON[String(refusalOf(error)?.detail.reason)] ?? null;
}
