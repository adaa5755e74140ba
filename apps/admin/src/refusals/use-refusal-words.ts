"use client";

import type { ImportPlanView } from "@usher/api/contract";
import { formatMoney, isCurrency } from "@usher/api/money";
import { type KnownRefusal, refusalOf, useRefusalWords as useSharedWords } from "@usher/client/refusals";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";

const REASONS = [
  "noPerformanceAhead",
  "categoryWithoutPrice",
  "categoryTwice",
  "tariffTwice",
  "tariffWindow",
  "quotaTwice",
  "categoryUnknown",
  "priceMissing",
  "priceStep",
  "priceTooSmall",
  "priceTooLarge",
  "saleWindow",
  "saleAfter",
  "times",
  "cellTimes",
  "cellNames",
  "cellsFixed",
  "fareUnknown",
  "fareIncomplete",
  "releasesThere",
  "opensInPast",
  "opensAfterSale",
  "chartFixed",
  "venueFixed",
  "currencyFixed",
  "startFixed",
  "cancelled",
  "ticketsSold",
  "inPast",
  "tooManyPerformances",
  "nothingToCopy",
  "notOnShow",
  "hasBegun",
  "sameTime",
  "answerWindow",
  "timeZoneFixed",
  "refundLimit",
] as const;

/** Says any error as both apps do, and where the office's refusal names its reason or place, that too. */
export function useRefusalWords(): (error: unknown) => string {
  const reasons = useTranslations("reasons");
  const defects = useTranslations("defects");
  const say = useSharedWords();
  const locale = useLocale();
  return useCallback(
    (error: unknown) => {
      const refusal = refusalOf(error);
      const [defect] = refusal?.code === "PLAN_UNREADABLE" ? defectsOf(refusal) : [];
      if (defect) {
        const words = `${say(error)} ${defects(defect.code, defect.values)}`;
        return defect.path === "" ? words : `${words} (${defect.path})`;
      }
      const reason = REASONS.find((one) => one === refusal?.detail.reason);
      return refusal && reason
        ? reasons(reason, { categories: categoriesOf(refusal), amount: amountOf(refusal, locale) })
        : say(error);
    },
    [reasons, defects, say, locale],
  );
}

/** Why a plan could not be read, the first reason first. */
function defectsOf({ detail }: KnownRefusal): ImportPlanView["defects"] {
  return Array.isArray(detail.defects) ? (detail.defects as ImportPlanView["defects"]) : [];
}

function categoriesOf({ detail }: KnownRefusal): string {
  return Array.isArray(detail.categories) ? detail.categories.join(", ") : "";
}

function amountOf({ detail: { amountMinor, currency } }: KnownRefusal, locale: string): string {
  const isMoney = typeof amountMinor === "number" && typeof currency === "string" && isCurrency(currency);
  return isMoney ? formatMoney(amountMinor, currency, locale) : "";
}
