"use client";

import type { PerformanceView, QuoteView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { SelectField } from "@usher/ui";
import { useTranslations } from "next-intl";

interface TariffChoiceProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly line: QuoteView["lines"][number];
  /** Tariffs that are offered now, with how many are left. */
  readonly offers: QuoteView["tariffs"];
  /** The seat's name, read with the choice. */
  readonly seat: string;
  readonly onChoose: (tariffId: string | null) => void;
}

/** So many are worth a word. */
const FEW = 20;

/** Who sits on a seat, where the organizer has prices for some people. Nothing where there is only one price. */
export function TariffChoice({ locale, performance, line, offers, seat, onChoose }: TariffChoiceProps) {
  const t = useTranslations("checkout");
  const offered = performance.tariffs.flatMap(({ id, name, prices }) => {
    const price = prices.find(({ chartCategory }) => chartCategory === line.chartCategory);
    const offer = offers.find(({ tariffId }) => tariffId === id);
    return price && offer ? [{ id, name, priceMinor: price.priceMinor, left: offer.left }] : [];
  });
  const full = performance.categories.find(({ chartCategory }) => chartCategory === line.chartCategory);
  if (offered.length === 0 || !full) return null;
  const words = (name: string, minor: number) =>
    t("tariffAt", { name, price: money(minor, performance.currency, locale) });
  return (
    <SelectField
      bare
      label={t("tariffOf", { seat })}
      className="mt-1 mb-2 w-full max-w-72 font-[520]"
      value={line.tariffId ?? ""}
      onChange={(event) => onChoose(event.target.value || null)}
    >
      <option value="">{words(t("fullPrice"), full.priceMinor)}</option>
      {offered.map(({ id, name, priceMinor, left }) => (
        <option key={id} value={id} disabled={left === 0 && line.tariffId !== id}>
          {words(name, priceMinor)}
          {left !== null && left <= FEW && `, ${left === 0 ? t("tariffSoldOut") : t("tariffLeft", { count: left })}`}
        </option>
      ))}
    </SelectField>
  );
}
