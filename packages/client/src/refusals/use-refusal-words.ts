"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isTooMany, refusalOf } from "./refusal-of.ts";

/** Says any error in the reader's language: a refusal in its own words, the rest by what is known of it. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations("refusals");
  return useCallback(
    (error: unknown) => {
      if (isTooMany(error)) return t("TOO_MANY_TRIES");
      return t(refusalOf(error)?.code ?? KIND_OF_STATUS[statusOf(error)] ?? "unreachable");
    },
    [t],
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
