"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isTooMany, refusalOf } from "./refusal-of.ts";

/** Says any error in the reader's language: a refusal in its own words, the rest as "could not reach us". */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations("refusals");
  return useCallback(
    (error: unknown) => {
      if (isTooMany(error)) return t("TOO_MANY_TRIES");
      const refusal = refusalOf(error);
      return refusal ? t(refusal.code) : t("unreachable");
    },
    [t],
  );
}
