"use client";

import { TRPCClientError } from "@trpc/client";
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
  "timeZoneFixed",
] as const;

/** Says any error in the reader's language: a refusal in its own words and with its reason, the rest by what is known of it. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations("refusals");
  const reasons = useTranslations("reasons");
  return useCallback(
    (error: unknown) => {
      if (isTooMany(error)) return t("TOO_MANY_TRIES");
      const refusal = refusalOf(error);
      if (!refusal) return t(KIND_OF_STATUS[statusOf(error)] ?? "unreachable");
      if (refusal.code === "PLAN_UNREADABLE") return [t(refusal.code), placeOf(refusal)].filter(Boolean).join(" ");
      const reason = REASONS.find((one) => one === refusal.detail.reason);
      return reason ? reasons(reason, { categories: categoriesOf(refusal) }) : t(refusal.code);
    },
    [t, reasons],
  );
}

/** What an answer without a refusal says by its number: ours to mend, or something in the request. */
const KIND_OF_STATUS: Readonly<Record<number, "unfit" | "tooLarge" | "broken">> = {
  400: "unfit",
  413: "tooLarge",
  500: "broken",
};

function statusOf(error: unknown): number {
  return error instanceof TRPCClientError ? Number(error.data?.httpStatus ?? 0) : 0;
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
