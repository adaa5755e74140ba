"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { CURRENCY_EXPONENTS } from "@usher/api/money";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useTRPC } from "../trpc/trpc.ts";
import { useVenues } from "../venues/use-venues.ts";
import {
  type DraftProblem,
  draftOf,
  NEEDED_TIMES,
  newDraft,
  type OfficePerformance,
  type PerformanceDraft,
  pricesFor,
  readDraft,
  TIME_FIELDS,
} from "./performance-draft.ts";
import { PriceFields } from "./price-fields.tsx";

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
  const say = useRefusalWords();
  const venues = useVenues();
  const [draft, setDraft] = useState<PerformanceDraft>(() => (performance ? draftOf(performance) : newDraft));
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const save = useMutation(useTRPC().catalog.office.savePerformance.mutationOptions({ onSuccess: onSaved }));
  const venue = venues.data?.venues.find(({ id }) => id === draft.venueId) ?? null;
  const change = (part: Partial<PerformanceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const chooseChart = (chartRevisionId: string) => {
    const chart = venue?.charts.find(({ revisionId }) => revisionId === chartRevisionId);
    change({ chartRevisionId, prices: chart ? pricesFor(chart.categories, draft.prices) : [] });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!venue || save.isPending) return;
    const { input, problems: found } = readDraft(draft, venue.timeZone);
    setProblems(found ?? []);
    if (input) save.mutate({ eventId, performanceId: performance?.id, ...input });
  };
  return (
    <form className="stack mt-3" onSubmit={send} noValidate>
      <div className="pair">
        <div className="field">
          <label htmlFor="venue">{t("venue")}</label>
          <select
            id="venue"
            value={draft.venueId}
            onChange={(event) => change({ venueId: event.target.value, chartRevisionId: "", prices: [] })}
          >
            <option value="">{t("choose")}</option>
            {venues.data?.venues.map(({ id, name, city }) => (
              <option key={id} value={id}>
                {name}, {city}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="chart">{t("chart")}</label>
          <select id="chart" value={draft.chartRevisionId} onChange={(event) => chooseChart(event.target.value)}>
            <option value="">{t("choose")}</option>
            {performance && !venue?.charts.some(({ revisionId }) => revisionId === performance.chartRevisionId) && (
              <option value={performance.chartRevisionId}>{t("chartInUse")}</option>
            )}
            {venue?.charts.map(({ revisionId, name, revisionNumber, seatCount }) => (
              <option key={revisionId} value={revisionId}>
                {t("chartOption", { name, number: revisionNumber, seats: seatCount })}
              </option>
            ))}
          </select>
        </div>
      </div>
      {venue && <p className="dim">{t("clock", { zone: venue.timeZone })}</p>}
      <div className="pair">
        {TIME_FIELDS.map((name) => (
          <div key={name} className="field">
            <label htmlFor={name}>{t(name)}</label>
            <input
              id={name}
              type="datetime-local"
              value={draft[name]}
              required={NEEDED_TIMES.includes(name)}
              aria-invalid={problems.includes(name)}
              onChange={(event) => change({ [name]: event.target.value.slice(0, 16) })}
            />
          </div>
        ))}
        <SaleFields draft={draft} problems={problems} onChange={change} />
      </div>
      <PriceFields draft={draft} problems={problems} onChange={(prices) => change({ prices })} />
      {problems.length > 0 && (
        <p role="alert" className="callout bad">
          {t("problems")}
        </p>
      )}
      {save.isError && (
        <p role="alert" className="callout bad">
          {say(save.error)}
        </p>
      )}
      <div className="row">
        <button
          type="submit"
          className="btn torch"
          disabled={save.isPending || !venue || draft.chartRevisionId === "" || draft.prices.length === 0}
          aria-busy={save.isPending}
        >
          {t("save")}
        </button>
        <button type="button" className="btn quiet" onClick={onCancel}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}

interface SaleFieldsProps {
  readonly draft: PerformanceDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (part: Partial<PerformanceDraft>) => void;
}

function SaleFields({ draft, problems, onChange }: SaleFieldsProps) {
  const t = useTranslations("performance");
  return (
    <>
      <div className="field">
        <label htmlFor="currency">{t("currency")}</label>
        <select id="currency" value={draft.currency} onChange={(event) => onChange({ currency: event.target.value })}>
          {Object.keys(CURRENCY_EXPONENTS).map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="ticketLimit">{t("ticketLimit")}</label>
        <input
          id="ticketLimit"
          inputMode="numeric"
          value={draft.ticketLimit}
          aria-invalid={problems.includes("ticketLimit")}
          onChange={(event) => onChange({ ticketLimit: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="refundFee">{t("refundFee")}</label>
        <input
          id="refundFee"
          inputMode="decimal"
          value={draft.refundFee}
          aria-invalid={problems.includes("refundFee")}
          onChange={(event) => onChange({ refundFee: event.target.value })}
        />
      </div>
    </>
  );
}
