"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { CURRENCY_EXPONENTS, currencyExponent as decimalsOf } from "@usher/api/money";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useUnsaved } from "../shell/use-unsaved.ts";
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
import { PriceMap } from "./price-map.tsx";

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
  const form = useRef<HTMLFormElement>(null);
  const [opened] = useState<PerformanceDraft>(() => (performance ? draftOf(performance) : newDraft));
  const [typed, setDraft] = useState(opened);
  const [hasTried, setTried] = useState(false);
  // Marks are drawn after this, and the first of them is where to go on.
  const goToMark = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  const save = useMutation(
    useTRPC().catalog.office.savePerformance.mutationOptions({ onSuccess: onSaved, onError: goToMark }),
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
  const refusedAt = fieldOfRefusal(save.error);
  const wrong = (name: DraftProblem | RefusedField) => problems.some((one) => one === name) || refusedAt === name;
  useUnsaved(typed !== opened && !save.isSuccess);
  const change = (part: Partial<PerformanceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const chooseChart = (chartRevisionId: string) => {
    const wanted = venue?.charts.find(({ revisionId }) => revisionId === chartRevisionId);
    change({ chartRevisionId, prices: wanted ? pricesFor(wanted.categories, draft.prices) : [] });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!venue || save.isPending) return;
    const { input } = readDraft(draft, venue.timeZone, performance);
    setTried(true);
    if (input) save.mutate({ eventId, performanceId: performance?.id, ...input });
    else goToMark();
  };
  return (
    <form ref={form} className="stack mt-3" onSubmit={send} noValidate>
      <div className="pair">
        <div className="field">
          <label htmlFor="venue">{t("venue")}</label>
          <select
            id="venue"
            value={draft.venueId}
            aria-invalid={wrong("venue")}
            aria-describedby="venue-problem"
            onChange={(event) => change({ venueId: event.target.value, chartRevisionId: "", prices: [] })}
          >
            <option value="">{t("choose")}</option>
            {venues.data?.venues.map(({ id, name, city }) => (
              <option key={id} value={id}>
                {name}, {city}
              </option>
            ))}
          </select>
          <FieldProblem name="venue" words={refusedAt === "venue" ? say(save.error) : null} />
        </div>
        <div className="field">
          <label htmlFor="chart">{t("chart")}</label>
          <select
            id="chart"
            aria-invalid={wrong("chart")}
            aria-describedby="chart-problem"
            value={draft.chartRevisionId}
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
          </select>
          <FieldProblem name="chart" words={refusedAt === "chart" ? say(save.error) : null} />
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
              aria-invalid={wrong(name)}
              aria-describedby={`${name}-problem`}
              onChange={(event) => change({ [name]: event.target.value.slice(0, 16) })}
            />
            <FieldProblem
              name={name}
              words={refusedAt === name ? say(save.error) : problems.includes(name) ? t("timeWrong") : null}
            />
          </div>
        ))}
        <SaleFields
          draft={draft}
          problems={problems}
          currencyProblem={refusedAt === "currency" ? say(save.error) : null}
          onChange={change}
        />
      </div>
      <PriceFields draft={draft} problems={problems} onChange={(prices) => change({ prices })} />
      {chart && <PriceMap geometryHash={chart.geometryHash} prices={draft.prices} />}
      {problems.length > 0 && (
        <p role="alert" className="callout bad">
          {t("problems")}
        </p>
      )}
      {save.isError && (
        <p role="alert" className="callout bad">
          {t("notSaved")} {say(save.error)}
        </p>
      )}
      <div className="row">
        <button
          type="submit"
          className="btn ink"
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

function FieldProblem({ name, words }: { name: string; words: string | null }) {
  return (
    <p id={`${name}-problem`} className="bad">
      {words}
    </p>
  );
}

interface SaleFieldsProps {
  readonly draft: PerformanceDraft;
  readonly problems: readonly DraftProblem[];
  readonly currencyProblem: string | null;
  readonly onChange: (part: Partial<PerformanceDraft>) => void;
}

function SaleFields({ draft, problems, currencyProblem, onChange }: SaleFieldsProps) {
  const t = useTranslations("performance");
  return (
    <>
      <div className="field">
        <label htmlFor="currency">{t("currency")}</label>
        <select
          id="currency"
          aria-invalid={currencyProblem !== null}
          aria-describedby="currency-problem"
          value={draft.currency}
          onChange={(event) => onChange({ currency: event.target.value })}
        >
          {Object.keys(CURRENCY_EXPONENTS).map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </select>
        <FieldProblem name="currency" words={currencyProblem} />
      </div>
      <div className="field">
        <label htmlFor="ticketLimit">{t("ticketLimit")}</label>
        <input
          id="ticketLimit"
          inputMode="numeric"
          value={draft.ticketLimit}
          aria-invalid={problems.includes("ticketLimit")}
          aria-describedby="ticketLimit-problem"
          onChange={(event) => onChange({ ticketLimit: event.target.value })}
        />
        <FieldProblem name="ticketLimit" words={problems.includes("ticketLimit") ? t("limitWrong") : null} />
      </div>
      <div className="field">
        <label htmlFor="refundFee">{t("refundFee")}</label>
        <input
          id="refundFee"
          inputMode="decimal"
          value={draft.refundFee}
          aria-invalid={problems.includes("refundFee")}
          aria-describedby="refundFee-problem"
          onChange={(event) => onChange({ refundFee: event.target.value })}
        />
        <FieldProblem
          name="refundFee"
          words={problems.includes("refundFee") ? t("moneyWrong", { decimals: decimalsOf(draft.currency) }) : null}
        />
      </div>
    </>
  );
}
