"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * Asks before typed work is left: when the page goes, when a link inside the office is pressed, and on the way back or
 * forward between screens of one visit, where the browser lets that be held up.
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
    const wentBack = (event: NavigateEvent) => {
      const isHeldUp = event.navigationType === "traverse" && event.cancelable;
      if (isHeldUp && !window.confirm(t("question"))) event.preventDefault();
    };
    const history = "navigation" in window ? window.navigation : null;
    window.addEventListener("beforeunload", leaving);
    document.addEventListener("click", pressed, true);
    history?.addEventListener("navigate", wentBack);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("click", pressed, true);
      history?.removeEventListener("navigate", wentBack);
    };
  }, [isUnsaved, t]);
}
