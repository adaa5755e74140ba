"use client";

import type { PerformanceView } from "@usher/api/contract";
import { dayAndTime, dayOf, money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import {
  isJourney,
  isSameSpan,
  pricedFor,
  type Span,
  spanFrom,
  spanName,
  spansOf,
  spanTimes,
} from "@usher/client/spans";
import { SelectField } from "@usher/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface SpanPickerProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly span: Span;
  readonly isBusy: boolean;
  readonly onSpan: (span: Span) => void;
  /** What went wrong with the last choice. */
  readonly children?: ReactNode;
}

/** Which part of it is wanted: from which stop to which, or which days. Nothing where places are sold whole. */
export function SpanPicker(props: SpanPickerProps) {
  const t = useTranslations("seats");
  if (props.performance.cells.length < 2) return null;
  return (
    <section
      aria-label={t("whichPart")}
      className="relative z-2 flex-none border-b border-line bg-raised px-4 pt-1 pb-3 lg:px-6"
    >
      <div className="mx-auto grid max-w-160 grid-cols-2 items-end gap-3 lg:mx-0">
        {isJourney(props.performance) ? <Stops {...props} /> : <Days {...props} />}
      </div>
      {props.children}
    </section>
  );
}

function Stops({ locale, performance, span, isBusy, onSpan }: SpanPickerProps) {
  const t = useTranslations("seats");
  const spans = spansOf(performance);
  const { cells, venue } = performance;
  const froms = [...new Set(spans.map(({ from }) => from))];
  const tos = spans.filter(({ from }) => from === span.from).map(({ to }) => to);
  const { startsAt, endsAt } = spanTimes(performance, span);
  const moment = (iso: string | null) => (iso ? dayAndTime(iso, venue.timeZone, locale) : "");
  const begin = (from: number) => {
    const next = spanFrom(spans, from, span.to);
    if (next) onSpan(next);
  };
  return (
    <>
      <SelectField
        dense
        label={t("fromStop")}
        value={span.from}
        disabled={isBusy}
        onChange={(event) => begin(Number(event.target.value))}
      >
        {froms.map((from) => (
          <option key={from} value={from}>
            {cells[from]?.fromName}
          </option>
        ))}
      </SelectField>
      <SelectField
        dense
        label={t("toStop")}
        value={span.to}
        disabled={isBusy}
        onChange={(event) => onSpan({ from: span.from, to: Number(event.target.value) })}
      >
        {tos.map((to) => (
          <option key={to} value={to}>
            {cells[to - 1]?.toName}
          </option>
        ))}
      </SelectField>
      <p className="small dim num col-span-2 -mt-1" aria-live="polite">
        {t("wayTimes", { leaves: moment(startsAt), arrives: moment(endsAt) })}
      </p>
    </>
  );
}

function Days({ locale, performance, span, isBusy, onSpan }: SpanPickerProps) {
  const t = useTranslations("seats");
  const spans = spansOf(performance);
  const { cells, venue, currency } = performance;
  const from = (one: Span) => Math.min(...pricedFor(performance, one).categories.map(({ priceMinor }) => priceMinor));
  return (
    <SelectField
      dense
      className="col-span-2"
      label={t("whichDays")}
      value={spans.findIndex((one) => isSameSpan(one, span))}
      disabled={isBusy}
      onChange={(event) => {
        const next = spans[Number(event.target.value)];
        if (next) onSpan(next);
      }}
    >
      {spans.map((one, at) => (
        <option key={`${one.from} ${one.to}`} value={at}>
          {t("daysFrom", {
            days: spanName({ cells, timeZone: venue.timeZone }, one, locale) ?? "",
            price: money(from(one), currency, locale),
          })}
        </option>
      ))}
    </SelectField>
  );
}

/** When the wanted part begins, for the head of the page. */
export function spanDay(performance: PerformanceView, span: Span, locale: Locale): string {
  return dayOf(spanTimes(performance, span).startsAt, performance.venue.timeZone, locale);
}
