"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * Asks before typed work is left: when the page goes, and when a link inside the office is pressed. The browser's way
 * back between screens of one visit cannot be held up, so it is not.
 */
export function useUnsaved(isUnsaved: boolean): void {
  const t = useTranslations("unsaved");
  useEffect(() => {
    if (!isUnsaved) return;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    const pressed = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const staysHere =
        !link || event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("href")?.startsWith("#");
      if (staysHere || window.confirm(t("question"))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", leaving);
    document.addEventListener("click", pressed, true);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("click", pressed, true);
    };
  }, [isUnsaved, t]);
}
