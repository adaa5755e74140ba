"use client";

import { type KnownRefusal, refusalOf, useRefusalWords as useSharedWords } from "@usher/client/refusals";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

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
  "venueNameTaken",
  "timeZoneFixed",
] as const;

/** Says any error as both apps do, and where the office's refusal names its reason or place, that too. */
export function useRefusalWords(): (error: unknown) => string {
  const reasons = useTranslations("reasons");
  const say = useSharedWords();
  return useCallback(
    (error: unknown) => {
      const refusal = refusalOf(error);
      if (refusal?.code === "PLAN_UNREADABLE") return [say(error), placeOf(refusal)].filter(Boolean).join(" ");
      const reason = REASONS.find((one) => one === refusal?.detail.reason);
      return refusal && reason ? reasons(reason, { categories: categoriesOf(refusal) }) : say(error);
    },
    [reasons, say],
  );
}

/** Where a plan could not be read, and why, in the importer's words. */
function placeOf({ detail }: KnownRefusal): string {
  const { message, path } = detail;
  if (typeof message !== "string") return "";
  return typeof path === "string" && path !== "" ? `${message} (${path})` : message;
}

function categoriesOf({ detail }: KnownRefusal): string {
  return Array.isArray(detail.categories) ? detail.categories.join(", ") : "";
}
