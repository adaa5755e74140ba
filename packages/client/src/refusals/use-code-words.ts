"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Says a refusal by its code alone, as next-auth hands it on; anything else in the words given, or as something that went wrong. */
export function useCodeWords(): (code: string | null | undefined, otherwise?: string) => string {
  const t = useTranslations("refusals");
  return useCallback(
    (code, otherwise) => {
      const isCode = code && /^[A-Z_]+$/.test(code) && t.has(code as "NOT_FOUND");
      return isCode ? t(code as "NOT_FOUND") : (otherwise ?? t("broken"));
    },
    [t],
  );
}
