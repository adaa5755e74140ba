"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isTooMany, type KnownRefusal, refusalOf } from "./refusal-of.ts";

const REASONS = [
  "noPerformanceAhead",
  "categoryWithoutPrice",
  "categoryTwice",
  "categoryUnknown",
  "priceMissing",
  "priceStep",
  "saleWindow",
  "times",
  "chartFixed",
  "venueFixed",
  "currencyFixed",
  "startFixed",
  "cancelled",
  "ticketsSold",
] as const;

/** Says any error in the reader's language: a refusal in its own words and with its reason, the rest as "could not reach us". */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations("refusals");
  const reasons = useTranslations("reasons");
  return useCallback(
    (error: unknown) => {
      if (isTooMany(error)) return t("TOO_MANY_TRIES");
      const refusal = refusalOf(error);
      if (!refusal) return t("unreachable");
      const reason = REASONS.find((one) => one === refusal.detail.reason);
      return reason ? reasons(reason, { categories: categoriesOf(refusal) }) : t(refusal.code);
    },
    [t, reasons],
  );
}

function categoriesOf({ detail }: KnownRefusal): string {
  return Array.isArray(detail.categories) ? detail.categories.join(", ") : "";
}
